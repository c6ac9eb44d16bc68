import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Account } from 'unfold/server'

export const DEMO_ACCOUNT: Account = { id: 'demo', demo: true }

const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/

/**
 * True where the demo account may answer: the caller sits at this very machine. A loopback socket alone proves nothing,
 * because a proxy on the same host gives every stranger one; and a `Host` that is not a loopback name is a page that
 * was rebound to 127.0.0.1.
 */
export function isAtThisMachine(request: IncomingMessage): boolean {
  return (
    isLoopback(request.socket.remoteAddress ?? '') &&
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(request.headers.host ?? '') &&
    !Object.keys(request.headers).some((name) => FORWARDED.test(name))
  )
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^::ffff:/i, '')
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
