/**
 * SSE text both ways. Frames are written by hand because a frame is the unit of the hot path; reading goes through
 * `eventsource-parser`, which knows the corners of the format.
 */
export interface SseFrame {
  id: string
  event: string | null
  /** One line of JSON; it must not hold a line break. */
  data: string
}

export function textFromFrame(frame: SseFrame): string {
  const name = frame.event === null ? '' : `event: ${frame.event}\n`
  return `id: ${frame.id}\n${name}data: ${frame.data}\n\n`
}

/** A comment: keeps proxies and readers awake, carries nothing, moves no cursor. */
export const HEARTBEAT = ': heartbeat\n\n'

export const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const
