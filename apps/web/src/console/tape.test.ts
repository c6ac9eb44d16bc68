import { expect, test } from 'vitest'
import type { EventBody, RunEvent } from 'unfold/protocol'
import { appendToTape, jsonOfEntry } from './tape.ts'

const log = (...bodies: EventBody[]): RunEvent[] =>
  bodies.map((body, i) => ({ seq: i + 1, at: 1_000 + i * 50, ...body }))
const text = (part: string, words: string): EventBody => ({ type: 'text', part, text: words })
const EVENTS = log(
  { type: 'run.started', attempt: 1 },
  text('p1', 'One '),
  text('p1', 'two'),
  text('p2', 'Three'),
  { type: 'run.cancelled' },
)

test('text events of one part in a row are one entry with all their words', () => {
  const tape = appendToTape([], EVENTS)
  expect(tape.map((e) => [e.seq, e.last, e.type, e.text, e.offsetMs])).toEqual([
    [1, 1, 'run.started', null, 0],
    [2, 3, 'text', 'One two', 50],
    [4, 4, 'text', 'Three', 150],
    [5, 5, 'run.cancelled', null, 200],
  ])
})

test('a tape that came in pieces is the tape that came at once', () => {
  for (let cut = 0; cut <= EVENTS.length; cut++) {
    const pieces = appendToTape(appendToTape([], EVENTS.slice(0, cut)), EVENTS.slice(cut))
    expect(pieces).toEqual(appendToTape([], EVENTS))
  }
})

test('an entry says what its own columns do not', () => {
  const [started, words] = appendToTape([], EVENTS)
  expect(jsonOfEntry(started!)).toBe('{"attempt":1}')
  expect(jsonOfEntry(words!)).toBe('{"part":"p1","text":"One two"}')
})
