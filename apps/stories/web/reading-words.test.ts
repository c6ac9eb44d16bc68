import { expect, test } from 'vitest'
import { createRunReader, type RunView } from 'unfold/client'
import { EMPTY_RUN, type RunState } from 'unfold/protocol'
import { announceReading, sayListening, sayReading } from './reading-words.ts'

const START = 1_000_000
const line = createRunReader({ runId: 'r1' }).getState().connection

const view = (run: Partial<RunState>, connection: Partial<RunView['connection']> = {}): RunView => ({
  run: { ...EMPTY_RUN, status: 'running', cursor: 2, acceptedAt: START, ...run },
  connection: { ...line, phase: 'live', ...connection },
})
const say = (v: RunView, afterMs: number, hasText = true) =>
  sayReading(v, { direction: 'ltr', text: hasText, isOnline: true }, START + afterMs).text

test('a wait is named after a minute, and called long after three', () => {
  expect(say(view({}), 59_999)).toBe('Being written…')
  expect(say(view({}), 75_000)).toBe('Still writing… (75 s elapsed)')
  expect(say(view({}), 180_000)).toMatch(/^This takes longer than expected \(180 s elapsed\)/)
})

test('before the first word it is thinking of a beginning', () => {
  expect(say(view({}), 500, false)).toBe('Thinking of a beginning…')
  expect(say(view({ status: 'queued' }), 500, false)).toBe('Your story is next in line.')
})

test('a lost line is mentioned after 3 s and never after the end', () => {
  const lost = { phase: 'reconnecting', since: START } as const
  expect(say(view({}, lost), 2_999)).toBe('Being written…')
  expect(say(view({}, lost), 3_000)).toBe('Reconnecting. Your place is kept.')
  expect(say(view({ status: 'completed', endedAt: START }, lost), 9_000)).toMatch(/written and saved/)
})

test('without a network the page says so at once', () => {
  const lost = view({}, { phase: 'reconnecting', since: START })
  expect(sayReading(lost, { direction: 'ltr', text: true, isOnline: false }, START).text).toMatch(
    /^You are offline/,
  )
  // A line that still brings words is a better witness than the device.
  expect(sayReading(view({}), { direction: 'ltr', text: true, isOnline: false }, START).text).toBe(
    'Being written…',
  )
})

test('a failure tells a child what was kept, and nothing of its cause', () => {
  const error = { code: 'MODEL_UNAVAILABLE', message: 'The model does not answer.', retryable: true }
  const failed = view({ status: 'failed', error, endedAt: START })
  expect(say(failed, 0, true)).toBe('The story rests here. Its words are kept, and it goes on from them.')
  expect(say(failed, 0, false)).toBe(
    'That one did not work. Nothing was written yet. A new try begins again.',
  )
})

test('boundaries are announced, the growing text is not', () => {
  const shows = { direction: 'ltr' as const, text: true, isOnline: true, choices: 0, end: false }
  const told = [100, 2_000, 30_000, 90_000].map((ms) => announceReading(view({}), shows, START + ms))
  expect(new Set(told)).toEqual(new Set(['The story has started.']))
  expect(announceReading(view({}), { ...shows, choices: 3 }, START)).toMatch(/3 choices/)
  expect(announceReading(view({ status: 'cancelled' }), shows, START)).toMatch(/^Stopped/)
})

test('a short loss of the line interrupts nobody', () => {
  const lost = view({}, { phase: 'reconnecting', since: START })
  const shows = { direction: 'ltr' as const, text: true, isOnline: true, choices: 0, end: false }
  expect(announceReading(lost, shows, START + 4_999)).toBe('The story has started.')
  expect(announceReading(lost, shows, START + 5_000)).toMatch(/^Reconnecting/)
})

test('a voice says which of its marks it has', () => {
  const speaking = { phase: 'speaking', sentence: 0, word: null } as const
  const said = (marks: 'unknown' | 'words' | 'sentences') => sayListening({ ...speaking, marks }, 'ltr')?.text
  expect(said('words')).toMatch(/Each word is marked/)
  expect(said('sentences')).toMatch(/does not tell its words, so each sentence is marked/)
  expect(sayListening({ ...speaking, marks: 'unknown', phase: 'no-voice' }, 'ltr')?.text).toMatch(
    /no English voice/,
  )
  expect(sayListening({ ...speaking, marks: 'unknown', phase: 'off' }, 'rtl')).toBeNull()
})
