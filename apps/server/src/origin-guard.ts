import type { IncomingMessage } from 'node:http'
import { UnfoldError } from 'unfold/protocol'

/**
 * Throws unless a call that writes or starts work comes from our own pages, from an allowed origin, or from a program
 * (which sends neither header). Stricter than the cookie's SameSite: another port of localhost is another origin, and
 * the demo account needs no cookie at all.
 */
export function requireOwnOrigin(request: IncomingMessage, allowed: readonly string[]): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (isPrefetch(request)) {
    throw new UnfoldError('FORBIDDEN_ORIGIN', 'A prefetch starts nothing; send the request itself.')
  }
  if (origin !== undefined && allowed.includes(origin)) return
  const foreign = origin !== undefined && !isSameOrigin(origin, request.headers.host)
  if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new UnfoldError('FORBIDDEN_ORIGIN', 'This call may come only from the pages of this server.')
  }
}

function isPrefetch(request: IncomingMessage): boolean {
  const purpose = request.headers['sec-purpose'] ?? request.headers['purpose'] ?? ''
  return /prefetch|prerender/.test(String(purpose))
}

/** Compares host and port only: behind a proxy that ends TLS the scheme that we see is not the page's. */
function isSameOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}
