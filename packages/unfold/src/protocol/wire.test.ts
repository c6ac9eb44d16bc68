import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cursorFromText, frameIdFromText, hasFrame, textFromCursor, textFromFrameId } from './cursor.ts'
import { ERROR_STATUS, problemFromError, UnfoldError } from './errors.ts'
import { eventBodySchema, PROTOCOL_VERSION } from './events.ts'
import { textFromFrame } from './sse.ts'

/** Changing what crosses the wire is a decision: raise the version, write it into PROTOCOL.md, then put the hash here. */
const WIRE = { version: 1, sha256: '3f36e89ba285ca93' }

describe('the wire', () => {
  it('changes only on purpose', () => {
    const schema = JSON.stringify(z.toJSONSchema(eventBodySchema))
    const sha256 = createHash('sha256').update(schema).digest('hex').slice(0, 16)
    expect({ version: PROTOCOL_VERSION, sha256 }).toEqual(WIRE)
  })

  it('prints a frame as SSE text with its id first', () => {
    expect(textFromFrame({ id: '3.1', event: 'story_chunk', data: '{}' })).toBe(
      'id: 3.1\nevent: story_chunk\ndata: {}\n\n',
    )
    expect(textFromFrame({ id: '3', event: null, data: '{}' })).toBe('id: 3\ndata: {}\n\n')
  })

  it('reads cursors back as it writes them, and nothing else', () => {
    for (const text of ['0', '12', '12.0', '12.3']) expect(textFromCursor(cursorFromText(text)!)).toBe(text)
    for (const text of ['', '-1', '1.', '.1', '1.2.3', 'x', ' 1', '1e3', '9'.repeat(20)])
      expect(cursorFromText(text)).toBeNull()
  })

  it('reads ids back as it writes them: a number, and the log where it is not the plain one', () => {
    expect(frameIdFromText('12')).toEqual({ cursor: { seq: 12, frame: null }, runId: null, epoch: '0' })
    expect(frameIdFromText('12.3@run-1~7f')).toEqual({
      cursor: { seq: 12, frame: 3 },
      runId: 'run-1',
      epoch: '7f',
    })
    for (const text of ['0', '12', '12.0', '12~7f', '12.3~7f', '12.3@run-1', '12.3@run-1~7f'])
      expect(textFromFrameId(frameIdFromText(text)!)).toBe(text)
    for (const text of ['', '~7f', '12~', '12@', '12~7f@run', '12 ~7f', '1.2.3~7f', '12~\n'])
      expect(frameIdFromText(text)).toBeNull()
  })

  it('knows which frames lie behind a cursor', () => {
    const cursor = { seq: 5, frame: 1 }
    expect([
      hasFrame(cursor, 4, 9),
      hasFrame(cursor, 5, 1),
      hasFrame(cursor, 5, 2),
      hasFrame(cursor, 6, 0),
    ]).toEqual([true, true, false, false])
    expect(hasFrame({ seq: 5, frame: null }, 5, 7)).toBe(true)
  })

  it('gives every code a status and every error a problem document', () => {
    for (const [code, status] of Object.entries(ERROR_STATUS)) {
      const problem = problemFromError(new UnfoldError(code as keyof typeof ERROR_STATUS, 'Plain words.'))
      expect(problem).toMatchObject({ status, code, title: 'Plain words.' })
      expect(problem.type).toMatch(/^urn:unfold:problem:[a-z-]+$/)
    }
  })
})
