import { sendRequest } from 'unfold/client'
import { UnfoldError } from 'unfold/protocol'
import { TICK_MS, type Tick, TICKS } from '../doctor-route.ts'
import { CommandError, EXIT, type Exit } from './exit.ts'
import type { Terminal } from './terminal.ts'

/** Five ticks take a second; a line that needs longer than this is of no use to a reader. */
const MOST_MS = 15_000
/** Headers by which those in between make themselves known. */
const TELLING = [
  'server',
  'via',
  'content-encoding',
  'cache-control',
  'x-accel-buffering',
  'x-cache',
  'cf-ray',
]

export interface Arrival {
  tick: number
  /** Milliseconds after the first. */
  afterMs: number
}

/** Opens a timed stream through a public address and says who, if anybody, holds it back: 0 it streams, 1 it does not. */
export async function doctor(
  url: string,
  terminal: Terminal,
  now: () => number = () => performance.now(),
): Promise<Exit> {
  if (!/^https?:\/\/./.test(url)) {
    throw new CommandError(EXIT.usage, `The address must be an http or https one, not "${url}".`)
  }
  const signal = AbortSignal.timeout(MOST_MS)
  const startedAt = now()
  try {
    const response = await sendRequest({ url: url.replace(/\/+$/, '') }, '/api/doctor/stream', {
      headers: { accept: 'text/event-stream' },
      signal,
    })
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      throw new CommandError(EXIT.notFound, `What answers at ${url} is no Unfold server.`)
    }
    return await diagnose(response, { terminal, now, startedAt })
  } catch (error) {
    // What is tried is another's address: that a server of our own could be started helps nobody.
    if (error instanceof UnfoldError && error.cause instanceof TypeError && error.code === 'UNAVAILABLE')
      throw new CommandError(EXIT.unavailable, `Nothing answers at ${url}.`, { cause: error })
    if (!signal.aborted) throw error
    throw new CommandError(EXIT.timedOut, `The stream did not come through within ${MOST_MS / 1000} s.`)
  }
}

async function diagnose(
  response: Response,
  { terminal, now, startedAt }: { terminal: Terminal; now: () => number; startedAt: number },
): Promise<Exit> {
  let proxied = false
  let firstAt = 0
  const arrivals: Arrival[] = []
  for await (const line of linesOf(response)) {
    if (!line.startsWith('data: ')) continue
    const tick = JSON.parse(line.slice('data: '.length)) as Tick
    const at = now()
    if (arrivals.length === 0) firstAt = at
    arrivals.push({ tick: tick.tick, afterMs: at - firstAt })
    proxied ||= tick.proxied
    const when =
      arrivals.length === 1
        ? `${Math.round(at - startedAt)} ms after the request`
        : `+${Math.round(at - firstAt)} ms, sent at +${sentMs(tick.tick)} ms`
    terminal.line(`tick ${tick.tick}  ${when}`)
  }

  for (const name of TELLING) {
    const value = response.headers.get(name)
    if (value !== null) terminal.line(`${name}: ${value}`)
  }
  if (arrivals.length < TICKS) {
    terminal.line(`Cut: ${arrivals.length} of ${TICKS} ticks came. Something on the way ends streams early.`)
    return EXIT.failed
  }
  if (isStreamed(arrivals)) {
    terminal.line(`It streams: every tick came when it was sent${proxied ? ', through a proxy' : ''}.`)
    return EXIT.ok
  }
  terminal.line(`Buffered: ${culpritFrom(response.headers, proxied)}`)
  return EXIT.failed
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of response.body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop()!
      yield* lines
    }
  } catch (error) {
    // What `fetch` throws when the connection breaks: what came until then is the finding.
    if (!(error instanceof TypeError)) throw error
  }
}

/**
 * The last tick is sent 800 ms after the first. Half of that must be left on arrival: a slow line delays all ticks alike,
 * and only a buffer lets the early ones wait for the late.
 */
export function isStreamed(arrivals: readonly Arrival[]): boolean {
  return (arrivals.at(-1)?.afterMs ?? 0) >= sentMs(TICKS) / 2
}

function sentMs(tick: number): number {
  return (tick - 1) * TICK_MS
}

/** Who it is and what to do about it, as far as the answer tells. */
export function culpritFrom(headers: Headers, proxied: boolean): string {
  const names = [headers.get('via'), headers.get('server')].filter((name) => name !== null).join(', ')
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') {
    const who = names === '' ? 'by somebody who' : `by ${names}, which`
    return `${who} compresses (${encoding}) and gathers for it. Compression must leave text/event-stream alone.`
  }
  if (headers.has('cf-ray'))
    return 'by Cloudflare, or by something behind it. Its responses must not be rewritten.'
  if (/nginx/i.test(names)) {
    return `by nginx (${names}). It needs "proxy_buffering off; gzip off;" for streams: see deploy/nginx.conf.`
  }
  if (names !== '') return `by ${names}. Its response buffering must be off for text/event-stream.`
  return proxied
    ? 'by a proxy that does not give its name. Its response buffering must be off for text/event-stream.'
    : 'by something that leaves no trace: a virus scanner or a proxy of your network, if not one of the server.'
}
