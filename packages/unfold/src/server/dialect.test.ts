import { createParser } from 'eventsource-parser'
import { expect, test } from 'vitest'
import type { EventBody, RunEvent } from '../protocol/index.ts'
import { eventBodySchema } from '../protocol/index.ts'
import { nativeDialect, textFromDialectFrame, type RunFacts } from './dialect.ts'

const RUN: RunFacts = {
  runId: 'run-1',
  accountId: 'ann',
  flow: 'story',
  version: 3,
  acceptedAt: 1000,
  continues: null,
}

const LOG: RunEvent[] = [
  { seq: 1, at: 1000, type: 'run.accepted', flow: 'story', version: 3, input: { age: 8 }, continues: null },
  { seq: 2, at: 1010, type: 'run.started', attempt: 1 },
  { seq: 3, at: 1010, type: 'step.started', step: 'generate_content' },
  { seq: 4, at: 1200, type: 'text', part: 'p1', text: 'Line one\nand "two"\u2028שלום 🦊' },
  { seq: 5, at: 1201, type: 'text.reset', part: 'p1' },
  { seq: 6, at: 1300, type: 'part', part: 'p1', kind: 'paragraph', value: { text: 'Whole.' } },
  { seq: 7, at: 1301, type: 'progress', stage: 'write', unit: 'paragraph', done: 1, total: 4, eta: null },
  { seq: 8, at: 1302, type: 'data', name: 'safety', value: { accepted: 1 } },
  { seq: 9, at: 1310, type: 'step.completed', step: 'generate_content', ms: 300 },
  { seq: 10, at: 1400, type: 'run.cancelling', by: 'ann' },
  { seq: 11, at: 1500, type: 'run.cancelled' },
]

function wireText(events: RunEvent[]): string {
  let state = nativeDialect.initial(RUN)
  return events
    .map((event) => {
      const [next, frames] = nativeDialect.render(state, event)
      state = next
      return frames.map((frame, i) => textFromDialectFrame(nativeDialect, frame, event.seq, i)).join('')
    })
    .join('')
}

test('The native dialect writes exactly this text for a fixed log', () => {
  expect(wireText(LOG)).toBe(
    String.raw`id: 1
event: run.accepted
data: {"seq":1,"at":1000,"type":"run.accepted","flow":"story","version":3,"input":{"age":8},"continues":null}

id: 2
event: run.started
data: {"seq":2,"at":1010,"type":"run.started","attempt":1}

id: 3
event: step.started
data: {"seq":3,"at":1010,"type":"step.started","step":"generate_content"}

id: 4
event: text
data: {"seq":4,"at":1200,"type":"text","part":"p1","text":"Line one\nand \"two\"${'\u2028'}שלום 🦊"}

id: 5
event: text.reset
data: {"seq":5,"at":1201,"type":"text.reset","part":"p1"}

id: 6
event: part
data: {"seq":6,"at":1300,"type":"part","part":"p1","kind":"paragraph","value":{"text":"Whole."}}

id: 7
event: progress
data: {"seq":7,"at":1301,"type":"progress","stage":"write","unit":"paragraph","done":1,"total":4,"eta":null}

id: 8
event: data
data: {"seq":8,"at":1302,"type":"data","name":"safety","value":{"accepted":1}}

id: 9
event: step.completed
data: {"seq":9,"at":1310,"type":"step.completed","step":"generate_content","ms":300}

id: 10
event: run.cancelling
data: {"seq":10,"at":1400,"type":"run.cancelling","by":"ann"}

id: 11
event: run.cancelled
data: {"seq":11,"at":1500,"type":"run.cancelled"}

`,
  )
})

test('The native dialect read back by an SSE parser is the log', () => {
  const events: RunEvent[] = []
  createParser({ onEvent: (message) => events.push(JSON.parse(message.data)) }).feed(wireText(LOG))
  expect(events).toEqual(LOG)
})

test('No event of the protocol is named error, which browsers fire themselves', () => {
  const types = eventBodySchema.options.map((option): EventBody['type'] => option.shape.type.value)
  expect(types).toContain('run.failed')
  expect(types).not.toContain('error')
})
