import type { RunView } from 'unfold/client'
import type { Direction } from '../shared/direction.ts'
import type { Listening } from './read-aloud.ts'
import { STATE_WORDS, type StateWords } from './state-words.ts'

/** What the page says, and to whom it matters: `calm` goes on by itself, `wait` asks for patience, `bad` is an end. */
export interface Saying {
  tone: 'calm' | 'wait' | 'bad'
  text: string
}

const QUIET_RECONNECT_MS = 3_000
const LONG_MS = 60_000
const VERY_LONG_MS = 180_000

/** What the page shows, beside the run: the same state has other words before the first sentence, without a network and in Hebrew. */
export interface Shows {
  direction: Direction
  text: boolean
  isOnline: boolean
}

/** One sentence for the state of a chapter, for a child. Pure: the same view and instant, the same words. */
export function sayReading({ run, connection }: RunView, shows: Shows, now: number): Saying {
  const say = STATE_WORDS[shows.direction]
  switch (run.status) {
    case 'failed':
      // In the middle of a story it is put to bed; what went wrong is for the grown-up.
      return shows.text ? { tone: 'calm', text: say.restsGoesOn } : { tone: 'bad', text: say.nothingWritten }
    case 'cancelled':
      return {
        tone: 'calm',
        text: shows.text ? say.stopped : say.stoppedEmpty,
      }
    case 'completed':
      return { tone: 'calm', text: say.written }
    case 'queued':
    case 'running':
      break
  }
  const isLost = connection.phase === 'reconnecting'
  if (isLost && !shows.isOnline) return { tone: 'wait', text: say.offlineGoesOn }
  if (isLost && now - connection.since >= QUIET_RECONNECT_MS) return { tone: 'wait', text: say.reconnecting }
  if (run.cancelling) return { tone: 'calm', text: say.stopping }
  if (run.cursor === 0) return { tone: 'calm', text: say.opening }
  return sayWaiting(say, run.acceptedAt ?? now, run.status === 'queued', shows.text, now)
}

function sayWaiting(
  say: StateWords,
  acceptedAt: number,
  isQueued: boolean,
  hasText: boolean,
  now: number,
): Saying {
  const elapsedMs = Math.max(0, now - acceptedAt)
  const seconds = Math.floor(elapsedMs / 1000)
  if (elapsedMs >= VERY_LONG_MS) return { tone: 'wait', text: say.veryLong(seconds) }
  if (elapsedMs >= LONG_MS) return { tone: 'wait', text: say.long(seconds) }
  if (isQueued) return { tone: 'calm', text: say.queued }
  return { tone: 'calm', text: hasText ? say.writing : say.thinking }
}

/** What the hidden status region announces: boundaries only, never the text itself. A failure is an alert, and not here. */
export function announceReading(
  { run, connection }: RunView,
  shows: Shows & { choices: number; end: boolean },
  now: number,
): string {
  const say = STATE_WORDS[shows.direction]
  if (connection.phase === 'reconnecting' && run.endedAt === null && now - connection.since >= 5_000) {
    return shows.isOnline ? say.reconnecting : say.offline
  }
  if (run.status === 'failed') return shows.text ? say.rests : ''
  if (run.status === 'cancelled') return say.stopped
  if (shows.choices > 0) return say.choices(shows.choices)
  if (shows.end) return say.end
  if (run.cancelling) return say.stoppingSaid
  return shows.text ? say.started : ''
}

/** What the voice does, and which of the two ways of marking it can; null while it is off. */
export function sayListening({ phase, marks }: Listening, direction: Direction): Saying | null {
  const say = STATE_WORDS[direction]
  switch (phase) {
    case 'off':
      return null
    case 'looking':
      return { tone: 'calm', text: say.looking }
    case 'speaking':
      return { tone: 'calm', text: `${say.speaking} ${say.marks[marks]}` }
    case 'paused':
      return { tone: 'calm', text: say.paused }
    case 'waiting':
      return { tone: 'calm', text: say.waiting }
    case 'no-device':
      return { tone: 'wait', text: say.noDevice }
    case 'no-voice':
      return { tone: 'wait', text: say.noVoice }
    case 'broken':
      return { tone: 'wait', text: say.broken }
  }
}
