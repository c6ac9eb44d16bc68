import type { RunView } from 'unfold/client'
import type { Listening } from './read-aloud.ts'

/** What the page says, and to whom it matters: `calm` goes on by itself, `wait` asks for patience, `bad` is an end. */
export interface Saying {
  tone: 'calm' | 'wait' | 'bad'
  text: string
}

const QUIET_RECONNECT_MS = 3_000
const LONG_MS = 60_000
const VERY_LONG_MS = 180_000

/** What the page shows, beside the run: the same state has other words before the first sentence and without a network. */
export interface Shows {
  text: boolean
  isOnline: boolean
}

/** One sentence for the state of a chapter, for a child. Pure: the same view and instant, the same words. */
export function sayReading({ run, connection }: RunView, shows: Shows, now: number): Saying {
  switch (run.status) {
    case 'failed':
      // In the middle of a story it is put to bed; what went wrong is for the grown-up.
      return shows.text
        ? { tone: 'calm', text: 'The story rests here. Its words are kept, and it goes on from them.' }
        : { tone: 'bad', text: 'That one did not work. Nothing was written yet. A new try begins again.' }
    case 'cancelled':
      return {
        tone: 'calm',
        text: shows.text ? 'Stopped. What was written stays here.' : 'Stopped before the first word.',
      }
    case 'completed':
      return { tone: 'calm', text: 'The chapter is written and saved.' }
    case 'queued':
    case 'running':
      break
  }
  const isLost = connection.phase === 'reconnecting'
  if (isLost && !shows.isOnline)
    return { tone: 'wait', text: 'You are offline. Your place is kept, and the story goes on by itself.' }
  if (isLost && now - connection.since >= QUIET_RECONNECT_MS)
    return { tone: 'wait', text: 'Reconnecting. Your place is kept.' }
  if (run.cancelling) return { tone: 'calm', text: 'Stopping…' }
  if (run.cursor === 0) return { tone: 'calm', text: 'Opening the story…' }
  return sayWaiting(run.acceptedAt ?? now, run.status === 'queued', shows.text, now)
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

/** What the hidden status region announces: boundaries only, never the text itself. A failure is an alert, and not here. */
export function announceReading(
  { run, connection }: RunView,
  shows: Shows & { choices: number; end: boolean },
  now: number,
): string {
  if (connection.phase === 'reconnecting' && run.endedAt === null && now - connection.since >= 5_000) {
    return shows.isOnline ? 'Reconnecting. Your place is kept.' : 'You are offline. Your place is kept.'
  }
  if (run.status === 'failed') return shows.text ? 'The story rests here. Its words are kept.' : ''
  if (run.status === 'cancelled') return 'Stopped. What was written stays here.'
  if (shows.choices > 0) return `The chapter ends with a question. There are ${shows.choices} choices.`
  if (shows.end) return 'The story has come to its end.'
  if (run.cancelling) return 'Stopping.'
  return shows.text ? 'The story has started.' : ''
}

/** What the voice does, and which of the two ways of marking it can; null while it is off. */
export function sayListening({ phase, marks }: Listening, language: string): Saying | null {
  switch (phase) {
    case 'off':
      return null
    case 'looking':
      return { tone: 'calm', text: 'Looking for a voice…' }
    case 'speaking':
      return { tone: 'calm', text: `Reading aloud. ${MARK_WORDS[marks]}` }
    case 'paused':
      return { tone: 'calm', text: 'The voice is paused.' }
    case 'waiting':
      return { tone: 'calm', text: 'The voice waits for the next sentence.' }
    case 'no-device':
      return {
        tone: 'wait',
        text: 'This browser cannot read aloud. The story can be read here all the same.',
      }
    case 'no-voice':
      return {
        tone: 'wait',
        text: `This device has no ${language} voice. A grown-up can add one in its settings, under speech.`,
      }
    case 'broken':
      return { tone: 'wait', text: 'The voice broke off. Press Listen to try once more.' }
  }
}

const MARK_WORDS: { [M in Listening['marks']]: string } = {
  unknown: '',
  words: 'Each word is marked as it is read.',
  sentences: 'This voice does not tell its words, so each sentence is marked.',
}
