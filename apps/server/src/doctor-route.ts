import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import { SSE_HEADERS, textFromFrame, UnfoldError } from 'unfold/protocol'
import { defineRoute, isProxied, type Route } from 'unfold/server'

/** What the diagnosis of a line to this server rests on; both ends know it. */
export const TICKS = 5
export const TICK_MS = 200

/** Anybody may call; a second of each is cheap, a crowd of them is turned away. */
const MOST_AT_ONCE = 20

/** What a tick carries: `proxied` is whether somebody in between said so in the request. */
export interface Tick {
  tick: number
  proxied: boolean
}

/** Between two ticks; ends early when the reader leaves. */
type Pause = (signal: AbortSignal) => Promise<void>

const pauseByClock: Pause = (signal) => sleep(TICK_MS, undefined, { signal }).catch(() => {})

/** Ticks at a known pace, in the frames and under the headers of every stream: whoever reads them learns who buffers. */
export function createDoctorRoute(pause: Pause = pauseByClock): Route {
  let open = 0
  return defineRoute({
    method: 'GET',
    path: '/api/doctor/stream',
    access: 'public',
    writes: false,
    summary: `${TICKS} ticks, ${TICK_MS} ms apart, for finding out who buffers streams on the way`,
    run: async ({ headers, response, signal }) => {
      if (open >= MOST_AT_ONCE) {
        throw new UnfoldError('LIMIT_EXCEEDED', 'Too many lines are being tried right now.', {
          retryAfterS: 1,
        })
      }
      open += 1
      response.once('close', () => (open -= 1))
      response.writeHead(200, SSE_HEADERS)
      void sendTicks(response, isProxied(headers), signal, pause)
      return 'streaming'
    },
  })
}

async function sendTicks(
  response: ServerResponse,
  proxied: boolean,
  signal: AbortSignal,
  pause: Pause,
): Promise<void> {
  for (let tick = 1; tick <= TICKS && !signal.aborted; tick++) {
    if (tick > 1) await pause(signal)
    const data = JSON.stringify({ tick, proxied } satisfies Tick)
    response.write(textFromFrame({ id: String(tick), event: 'tick', data }))
  }
  response.end()
}
