import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FlowEvent, foldAll } from '../protocol/index.ts'
import { openSqliteBackend, type SqliteBackend } from '../sqlite/index.ts'
import { startRun } from '../testing/backend-stage.ts'
import { RunTails } from './run-tails.ts'
import { RunWriter } from './run-writer.ts'

let backend: SqliteBackend
beforeEach(async () => {
  backend = await openSqliteBackend({ folder: ':memory:' })
})
afterEach(() => backend[Symbol.asyncDispose]())

async function openWriter(runId: string, attempt: number): Promise<RunWriter> {
  const { log } = backend
  const state = foldAll(await log.read(runId, 0))
  const tails = new RunTails(backend)
  return new RunWriter({ log, tails, runId, attempt, state, onStop: () => {}, onCancel: () => {} })
}

const TOO_LARGE = expect.objectContaining({ code: 'TOO_LARGE' })
const MIB = 1024 * 1024

test.each<FlowEvent>([
  { type: 'part', part: 'p', kind: 'k', value: 'x'.repeat(300_000) },
  { type: 'data', name: 'd', value: Array.from({ length: 100_000 }, () => 'xx') },
])('one $type of the wrong size is refused by name, and what was said before stays', async (event) => {
  const { runId } = await startRun({ backend })
  const writer = await openWriter(runId, 1)
  writer.emit({ type: 'text', part: 'p', text: 'Once.' })
  expect(() => writer.emit(event)).toThrow(TOO_LARGE)
  await writer.flush()
  expect(writer.state.parts).toMatchObject([{ text: 'Once.' }])
})

test('the size of a run is that of all its attempts', async () => {
  const { runId } = await startRun({ backend })
  const first = await openWriter(runId, 1)
  for (let part = 0; part < 3; part++) first.emit({ type: 'text', part: `p${part}`, text: 'x'.repeat(MIB) })
  await first.flush()
  await backend.log.openAttempt(runId, 1)
  const second = await openWriter(runId, 2)
  const more = (size: number) => () => second.emit({ type: 'text', part: 'q', text: 'x'.repeat(size) })
  expect(more(MIB - 10)).not.toThrow()
  expect(more(11)).toThrow(TOO_LARGE)
})
