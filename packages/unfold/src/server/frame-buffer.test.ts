import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cursor } from '../protocol/index.ts'
import { hasFrame, START } from '../protocol/index.ts'
import { FrameBuffer } from './frame-buffer.ts'

const MAX_BYTES = 256 * 1024

interface Entry {
  text: string
  seq: number
  frame: number
}

function readFrom(buffer: FrameBuffer, from: number): string {
  let text = ''
  for (let offset = from; offset < buffer.end;) {
    const bytes = buffer.slice(offset)
    text += bytes.toString()
    offset += bytes.length
  }
  return text
}

/** Events of 0 to 3 frames, some of them larger than a block, with characters of 1 to 4 bytes. */
const entries: fc.Arbitrary<Entry[]> = fc
  .array(
    fc.array(
      fc
        .tuple(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
          fc.constantFrom(1, 50, 2000, 60_000),
        )
        .map(([text, times]) => text.repeat(times)),
      { maxLength: 3 },
    ),
    { maxLength: 12 },
  )
  .map((events) => events.flatMap((texts, e) => texts.map((text, frame) => ({ text, seq: e + 1, frame }))))

describe('The shared bytes of a run', () => {
  test('give every cursor exactly the frames behind it, however much of the head was dropped', () => {
    fc.assert(
      fc.property(entries, fc.nat({ max: 5 }), (all, drops) => {
        const buffer = new FrameBuffer(MAX_BYTES)
        for (const { text, seq, frame } of all) buffer.append(text, seq, frame)
        let floor: Cursor = START
        for (let i = 0; i < drops && buffer.headEnd !== null; i++) {
          floor = buffer.cursorAt(buffer.headEnd)
          buffer.dropHead()
        }
        const cursors = [
          START,
          ...all.flatMap(({ seq, frame }) => [
            { seq, frame },
            { seq, frame: null },
          ]),
        ]
        for (const cursor of cursors) {
          const behind = all.filter((e) => !hasFrame(cursor, e.seq, e.frame))
          const offset = buffer.offsetAfter(cursor)
          if (offset === null) expect(hasFrame(cursor, floor.seq, floor.frame ?? 0)).toBe(false)
          else expect(readFrom(buffer, offset)).toBe(behind.map((e) => e.text).join(''))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('name the position of a reader at the end of every frame', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const buffer = new FrameBuffer(MAX_BYTES)
        expect(buffer.cursorAt(0)).toEqual(START)
        for (const { text, seq, frame } of all) {
          buffer.append(text, seq, frame)
          expect(buffer.cursorAt(buffer.end)).toEqual({ seq, frame })
          expect(buffer.offsetAfter({ seq, frame })).toBe(buffer.end)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('never change below what was handed out, for sockets still write from there', () => {
    const buffer = new FrameBuffer(MAX_BYTES)
    buffer.append('one\n', 1, 0)
    const first = buffer.slice(0)
    for (let seq = 2; seq < 5000; seq++) buffer.append(`frame ${seq}\n`, seq, 0)
    while (buffer.headEnd !== null) buffer.dropHead()
    expect(first.toString()).toBe('one\n')
  })

  test('are one object for all readers at the same place', () => {
    const buffer = new FrameBuffer(MAX_BYTES)
    buffer.append('one\n', 1, 0)
    expect(buffer.slice(0)).toBe(buffer.slice(0))
    const before = buffer.slice(0)
    buffer.append('two\n', 2, 0)
    expect(buffer.slice(0)).not.toBe(before)
    expect(buffer.slice(0).toString()).toBe('one\ntwo\n')
  })
})
