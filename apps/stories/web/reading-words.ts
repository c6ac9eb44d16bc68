import type { RunView } from 'unfold/client'

/** What the page says, and to whom it matters: `calm` goes on by itself, `wait` asks for patience, `bad` is an end. */
export interface Saying {
  tone: 'calm' | 'wait' | 'bad'
  text: string
}

const QUIET_RECONNECT_MS = 3_000
const LONG_MS = 60_000
const VERY_LONG_MS = 180_000

/** One sentence for the state of a chapter. Pure: the same view and instant, the same words. */
export function sayReading({ run, connection }: RunView, hasText: boolean, now: number): Saying {
  switch (run.status) {
    case 'failed':
      return { tone: 'bad', text: sayFailure(run.error?.message, hasText) }
    case 'cancelled':
      return {
        tone: 'calm',
        text: hasText ? 'Stopped. What was written stays here.' : 'Stopped before the first word.',
      }
    case 'completed':
      return { tone: 'calm', text: 'The chapter is written and saved.' }
    case 'queued':
    case 'running':
      break
  }
  const lostMs = connection.phase === 'reconnecting' ? now - connection.since : 0
  if (lostMs >= QUIET_RECONNECT_MS) return { tone: 'wait', text: 'Reconnecting. Your place is kept.' }
  if (run.cancelling) return { tone: 'calm', text: 'Stopping…' }
  if (run.cursor === 0) return { tone: 'calm', text: 'Opening the story…' }
  return sayWaiting(run.acceptedAt ?? now, run.status === 'queued', hasText, now)
}

function sayWaiting(acceptedAt: number, isQueued: boolean, hasText: boolean, now: number): Saying {
  const elapsedMs = Math.max(0, now - acceptedAt)
  const seconds = Math.floor(elapsedMs / 1000)
  if (elapsedMs >= VERY_LONG_MS) {
    return {
      tone: 'wait',
      text: `This takes longer than expected (${seconds} s elapsed). You can wait, stop, or leave and come back: nothing is lost.`,
    }
  }
  if (elapsedMs >= LONG_MS) return { tone: 'wait', text: `Still writing… (${seconds} s elapsed)` }
  if (isQueued) return { tone: 'calm', text: 'Your story is next in line.' }
  return { tone: 'calm', text: hasText ? 'Being written…' : 'Thinking of a beginning…' }
}

function sayFailure(message: string | undefined, hasText: boolean): string {
  const kept = hasText
    ? 'What was written stays here, and a new try goes on from it.'
    : 'Nothing was written yet.'
  return `${message ?? 'That one did not work.'} ${kept}`
}

/** What the hidden status region announces: boundaries only, never the text itself. */
export function announceReading(
  { run, connection }: RunView,
  shows: { text: boolean; choices: number; end: boolean },
  now: number,
): string {
  if (connection.phase === 'reconnecting' && run.endedAt === null && now - connection.since >= 5_000) {
    return 'Reconnecting. Your place is kept.'
  }
  switch (run.status) {
    case 'failed':
      return sayFailure(run.error?.message, shows.text)
    case 'cancelled':
      return 'Stopped. What was written stays here.'
    default:
      break
  }
  if (shows.choices > 0) return `The chapter ends with a question. There are ${shows.choices} choices.`
  if (shows.end) return 'The story has come to its end.'
  if (run.cancelling) return 'Stopping.'
  return shows.text ? 'The story has started.' : ''
}
