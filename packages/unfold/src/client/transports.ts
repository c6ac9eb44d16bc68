import {
  FIRST_EPOCH,
  frameIdFromText,
  textFromFrameId,
  UnfoldError,
  type RunEvent,
  type RunState,
} from '../protocol/index.ts'
import { sendJson, sendRequest, type ApiOptions } from './api.ts'
import { chunksFromStream } from './run-stream.ts'

/** What one answer, or one piece of a stream, brought. */
export interface Delivery {
  /** The folded state of a `snapshot` or a `reset`: takes the place of what the reader believed. */
  replaces: RunState | null
  events: RunEvent[]
  /** Of the log that gave them; null when the answer does not say. */
  epoch: string | null
  retryMs: number | null
  heartbeat: boolean
}

export interface ReadRequest extends ApiOptions {
  runId: string
  cursor: number
  /** Of the log that gave the cursor, so that behind a restore the answer is a reset; null: none was told yet. */
  epoch: string | null
  signal: AbortSignal
  /** Begin a first reading with the folded state. */
  fromSnapshot: boolean
}

export async function* streamRun(request: ReadRequest): AsyncGenerator<Delivery> {
  const { runId, cursor, signal } = request
  const id = textFromFrameId({
    cursor: { seq: cursor, frame: null },
    runId: null,
    epoch: request.epoch ?? FIRST_EPOCH,
  })
  const snapshot = cursor === 0 && request.fromSnapshot ? '?from=snapshot' : ''
  const response = await sendRequest(request, `/api/runs/${encodeURIComponent(runId)}/stream${snapshot}`, {
    headers: {
      accept: 'text/event-stream',
      ...(cursor > 0 ? { 'last-event-id': id } : {}),
    },
    signal,
  })
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || response.body === null) {
    await response.body?.cancel()
    throw new UnfoldError('UNAVAILABLE', 'The answer did not come from Unfold.')
  }
  for await (const chunk of chunksFromStream(response.body)) {
    let replaces: RunState | null = null
    let events: RunEvent[] = []
    let epoch: string | null = null
    for (const { id: told, event, data } of chunk.messages) {
      epoch = frameIdFromText(told ?? '')?.epoch ?? epoch
      if (event === 'reset' || event === 'snapshot') {
        const body = parse(data) as { state?: unknown } | null
        replaces = stateFromJson(body?.state)
        events = []
      } else events.push(eventFromJson(parse(data)))
    }
    yield { replaces, events, epoch, retryMs: chunk.retryMs, heartbeat: chunk.heartbeat }
  }
}

/** `waitS` 0 answers at once, more lets the server hold the answer until there is news. */
export async function pollRun(request: ReadRequest & { waitS: number }): Promise<Delivery> {
  const { runId, cursor, epoch, waitS, signal } = request
  const of = epoch === null ? '' : `&epoch=${encodeURIComponent(epoch)}`
  const wait = waitS > 0 ? `&wait=${waitS}` : ''
  const path = `/api/runs/${encodeURIComponent(runId)}/events?after=${cursor}${of}${wait}`
  const answer = await sendJson<{ [field: string]: unknown }>(request, path, { signal })
  if (!Array.isArray(answer['events'])) throw unreadable()
  return {
    replaces: answer['reset'] ? stateFromJson(answer['snapshot']) : null,
    events: answer['events'].map(eventFromJson),
    epoch: typeof answer['epoch'] === 'string' ? answer['epoch'] : null,
    retryMs: null,
    heartbeat: false,
  }
}

/*
 * The shape is looked at, not validated: the server checked it when it was stored, and a page that shipped before a
 * new event type must step over it.
 */
function eventFromJson(value: unknown): RunEvent {
  const event = value as RunEvent | null
  if (typeof event?.seq !== 'number' || typeof event.type !== 'string') throw unreadable()
  return event
}

function stateFromJson(value: unknown): RunState {
  const state = value as RunState | null
  if (typeof state?.cursor !== 'number' || !Array.isArray(state.parts)) throw unreadable()
  return state
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch (cause) {
    throw unreadable(cause)
  }
}

function unreadable(cause?: unknown): UnfoldError {
  return new UnfoldError('UNAVAILABLE', 'The answer did not come from Unfold.', { cause })
}
