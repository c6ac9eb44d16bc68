import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowEvent, Json, RunEvent } from '../protocol/index.ts'
import { foldAll, jsonFromEvent } from '../protocol/index.ts'
import type { LogStage } from './backend-stage.ts'
import { CANCELLED, compactAll, COMPLETED, FAILED, startRun } from './backend-stage.ts'

/** Any text, halves of surrogate pairs included: what a model sends may be cut anywhere. */
const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 })
const name = fc.constantFrom('page-1', 'page-2', '')
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const flowEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('text' as const), part: name, text: words }) },
  // The same event with its keys in another order is other bytes.
  { weight: 1, arbitrary: words.map((text) => ({ text, part: 'page-1', type: 'text' as const })) },
  fc.record({ type: fc.constant('text.reset' as const), part: name }),
  fc.record({ type: fc.constant('part' as const), part: name, kind: words, value: json }),
  fc.record({ type: fc.constant('data' as const), name, value: json }),
)
const randomLog = fc.record({
  appends: fc.array(fc.record({ events: fc.array(flowEvent, { maxLength: 5 }), ms: fc.nat(50) }), {
    maxLength: 12,
  }),
  cancelAfter: fc.option(fc.nat(12), { nil: null }),
  end: fc.constantFrom(COMPLETED, FAILED, CANCELLED),
})

export function compactionPromises(get: () => LogStage): void {
  test('every read after every cursor is the same, byte by byte, before and after', async () => {
    const stage = get()
    const { log } = stage.backend
    await fc.assert(
      fc.asyncProperty(randomLog, async ({ appends, cancelAfter, end }) => {
        const { runId } = await startRun(stage)
        const answered: RunEvent[] = []
        for (const [index, { events, ms }] of appends.entries()) {
          if (index === cancelAfter) await log.cancel(runId, 'me')
          stage.advance(ms)
          const answer = await log.append(runId, 1, index + 1, events, [])
          if (answer.type !== 'ok') throw new Error(answer.type)
          answered.push(...answer.events)
        }
        await log.end(runId, 1, end, [], [])
        const readAll = async () => {
          const { head } = (await log.find(runId))!
          const reads: string[][] = []
          for (let after = 0; after <= head; after++) {
            reads.push((await log.read(runId, after)).map(jsonFromEvent))
            reads.push((await log.read(runId, after, 3)).map(jsonFromEvent))
          }
          return reads
        }
        const before = await readAll()
        const snapshot = await log.snapshot(runId)
        await compactAll(stage)
        expect(await readAll()).toEqual(before)
        expect(await log.snapshot(runId)).toEqual(snapshot)
        expect(snapshot).toEqual(foldAll(await log.read(runId, 0)))
        const stored = new Set(before[0])
        for (const event of answered) expect(stored).toContain(jsonFromEvent(event))
      }),
      { numRuns: 40 },
    )
  })

  test('only ended runs are compacted, each once, at most as many as asked for', async () => {
    const stage = get()
    await compactAll(stage)
    const runs = await Promise.all(Array.from({ length: 5 }, () => startRun(stage)))
    for (const { runId } of runs.slice(0, 3)) await stage.backend.log.end(runId, 1, COMPLETED, [], [])
    expect(await stage.backend.log.compact(2)).toBe(2)
    expect(await stage.backend.log.compact(2)).toBe(1)
    expect(await stage.backend.log.compact(2)).toBe(0)
  })

  test('a log that is being read while it is compacted is never seen empty', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await log.end(runId, 1, COMPLETED, [], [])
    const state = { isOver: false }
    const compacting = compactAll(stage).finally(() => (state.isOver = true))
    while (!state.isOver) {
      expect(await log.read(runId, 1)).toHaveLength(2)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await compacting
  })
}
