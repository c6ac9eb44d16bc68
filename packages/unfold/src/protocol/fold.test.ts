import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EventBody, type FlowEvent, jsonFromEvent, type RunEvent, runEventSchema } from './events.ts'
import { EMPTY_RUN, fold, foldAll, type RunState } from './fold.ts'

const part = fc.constantFrom('title', 'paragraph-1', 'paragraph-2')
const flowEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('text' as const),
      part,
      text: fc.string({ minLength: 1, unit: 'grapheme' }),
    }),
  },
  fc.record({ type: fc.constant('part' as const), part, kind: fc.constant('paragraph'), value: fc.string() }),
  fc.record({ type: fc.constant('text.reset' as const), part }),
  fc.record({
    type: fc.constant('data' as const),
    name: fc.constantFrom('safety', 'notice'),
    value: fc.string(),
  }),
  fc.record({ type: fc.constant('step.started' as const), step: fc.constantFrom('a', 'b') }),
  fc.record({ type: fc.constant('step.completed' as const), step: fc.constantFrom('a', 'b'), ms: fc.nat() }),
  fc.record({
    type: fc.constant('progress' as const),
    stage: fc.constant('write'),
    unit: fc.constant('part'),
    done: fc.nat(20),
    total: fc.integer({ min: 1, max: 20 }),
    eta: fc.constant(null),
  }),
)
const end: fc.Arbitrary<EventBody[]> = fc.constantFrom<EventBody[]>(
  [],
  [{ type: 'run.cancelling', by: 'reader' }, { type: 'run.cancelled' }],
  [{ type: 'run.failed', error: { code: 'WORKFLOW_ERROR', message: 'No.', retryable: true }, partial: true }],
  [
    {
      type: 'run.completed',
      output: { ok: true },
      usage: { inputTokens: 1, outputTokens: 2, estimated: false },
    },
  ],
)

/** A log as stores keep it: accepted, started, whatever a flow says, perhaps an end. */
const log: fc.Arbitrary<RunEvent[]> = fc
  .tuple(fc.array(flowEvent, { maxLength: 60 }), end)
  .map(([events, last]) =>
    [
      { type: 'run.accepted', flow: 'story', version: 1, input: null, continues: null } as const,
      { type: 'run.started', attempt: 1 } as const,
      ...events,
      ...last,
    ].map((body, i) => ({ seq: i + 1, at: 1000 + i, ...body })),
  )

/** What a snapshot becomes on the wire. */
const throughJson = (state: RunState): RunState => JSON.parse(JSON.stringify(state))

describe('fold', () => {
  it('gives the same state from a snapshot and the tail as from the whole log, at every cut', () => {
    fc.assert(
      fc.property(log, fc.nat(), (events, at) => {
        const cut = at % (events.length + 1)
        const snapshot = throughJson(foldAll(events.slice(0, cut)))
        expect(foldAll(events.slice(cut), snapshot)).toEqual(foldAll(events))
      }),
    )
  })

  it('ignores what it has: overlapping and doubled deliveries change nothing', () => {
    fc.assert(
      fc.property(log, fc.nat(), (events, at) => {
        const state = foldAll(events)
        expect(fold(state, events[at % events.length]!)).toBe(state)
      }),
    )
  })

  it('does not change the state that it is given', () => {
    const before = foldAll([{ seq: 1, at: 1, type: 'text', part: 'a', text: 'x' }])
    const copy = structuredClone(before)
    fold(before, { seq: 2, at: 2, type: 'text', part: 'a', text: 'y' })
    expect(before).toEqual(copy)
    expect(EMPTY_RUN.cursor).toBe(0)
  })

  it('advances over an event type that it does not know', () => {
    const unknown = { seq: 1, at: 5, type: 'from.the.future' } as unknown as RunEvent
    expect(fold(EMPTY_RUN, unknown)).toEqual({ ...EMPTY_RUN, cursor: 1 })
  })

  it('never lets the shown percentage fall, and shows 100 only at the end', () => {
    fc.assert(
      fc.property(log, (events) => {
        let shown = 0
        let state = EMPTY_RUN
        for (const event of events) {
          state = fold(state, event)
          const percent = state.progress?.percent ?? 0
          expect(percent).toBeGreaterThanOrEqual(shown)
          if (state.status !== 'completed') expect(percent).toBeLessThan(100)
          shown = percent
        }
      }),
    )
  })

  it('has one JSON text per event, which the schema reads back', () => {
    fc.assert(
      fc.property(log, (events) => {
        for (const event of events)
          expect(runEventSchema.parse(JSON.parse(jsonFromEvent(event)))).toEqual(event)
      }),
    )
  })
})
