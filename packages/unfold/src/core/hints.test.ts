import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../protocol/index.ts'
import { GatheredHints, hearHints } from './hints.ts'
import { LocalWakeUps } from './local-wake-ups.ts'

const MANY = 1_000_000
const event = (seq: number, text = `word ${seq} “é”`): RunEvent => ({
  seq,
  at: 5,
  type: 'text',
  part: 'p',
  text,
})
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => event(from + i))

/** What a watcher of the run in another process is told. */
function heard(messages: readonly string[], runId = 'run') {
  const local = new LocalWakeUps()
  const told: { head: number; events: readonly RunEvent[] | undefined }[] = []
  local.subscribe(runId, (head, events) => told.push({ head, events }))
  for (const message of messages) hearHints(message, 'other', local)
  return told
}

describe('gathered hints', () => {
  it('carry the events of a run that were told one after the other, in one', () => {
    const hints = new GatheredHints()
    hints.add('run', 2)
    hints.add('run', 4, range(3, 4))
    hints.add('run', 5, range(5, 5))
    expect(heard(hints.take('me', MANY))).toEqual([{ head: 5, events: range(3, 5) }])
    expect(hints.isEmpty).toBe(true)
  })

  it('carry only events that end with the head, without a gap', () => {
    const hints = new GatheredHints()
    hints.add('run', 4, range(3, 4))
    hints.add('run', 9, range(8, 9))
    hints.add('late', 4, range(3, 4))
    hints.add('late', 6)
    hints.add('doubled', 4, range(3, 4))
    hints.add('doubled', 3, range(3, 3))
    const messages = hints.take('me', MANY)
    expect(heard(messages)).toEqual([{ head: 9, events: range(8, 9) }])
    expect(heard(messages, 'late')).toEqual([{ head: 6, events: undefined }])
    expect(heard(messages, 'doubled')).toEqual([{ head: 4, events: range(3, 4) }])
  })

  it('leave long and many events to the log', () => {
    const hints = new GatheredHints()
    hints.add('long', 1, [event(1, 'x'.repeat(5000))])
    for (let n = 1; n <= 100; n++) hints.add('many', n, [event(n)])
    const messages = hints.take('me', MANY)
    expect(heard(messages, 'long')).toEqual([{ head: 1, events: undefined }])
    const [many] = heard(messages, 'many')
    expect(many!.head).toBe(100)
    expect(many!.events?.at(-1)).toEqual(event(100))
    expect(many!.events!.length).toBeLessThan(100)
  })

  it('go in as many messages as their bound asks for, and nothing is left out', () => {
    const hints = new GatheredHints()
    const ids = Array.from({ length: 700 }, (_, index) => `${'世'.repeat(20)} "\\${index}`)
    for (const [index, id] of ids.entries())
      hints.add(id, index + 1, index % 3 === 0 ? [event(index + 1)] : undefined)
    const messages = hints.take('“me”', 7900)
    expect(messages.length).toBeGreaterThan(1)
    for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(7900)
    const told = messages.flatMap((message) => JSON.parse(message).slice(1) as [string, number, string?][])
    expect(told.map(([id, head]) => [id, head])).toEqual(ids.map((id, index) => [id, index + 1]))
    expect(told.filter(([, , events]) => events)).toHaveLength(234)
  })

  it('are not heard by who sent them', () => {
    const hints = new GatheredHints()
    hints.add('run', 1)
    expect(heard(hints.take('other', MANY))).toEqual([])
  })
})
