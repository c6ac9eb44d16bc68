import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../protocol/index.ts'
import type { RunLog } from './run-log.ts'
import { RunTails } from './run-tails.ts'

const event = (seq: number): RunEvent => ({ seq, at: 1, type: 'text', part: 'p', text: `${seq}` })

/** A log of one run whose reads may fail, and hints that nobody hears. */
function openTails(read: () => Promise<RunEvent[]>) {
  const errors: unknown[] = []
  const log = { read, find: async () => ({}) } as unknown as RunLog
  const wakeUps = { notify() {}, subscribe: () => () => {} }
  return { errors, tails: new RunTails({ log, wakeUps, lookEveryMs: 5, onError: (e) => errors.push(e) }) }
}

describe('the tails of runs', () => {
  it('keep a watcher that throws from whoever publishes and from the other watchers', () => {
    const { tails, errors } = openTails(async () => [])
    const told: string[] = []
    const throwing = tails.watch('r', 0, {
      events: () => {
        throw new Error('stumbled')
      },
      gone: () => void told.push('gone'),
    })
    const other = tails.watch('r', 0, {
      events: (batch) => void told.push(...batch.map((e) => String(e.seq))),
      gone: () => {},
    })
    tails.publish('r', [event(1)])
    tails.publish('r', [event(2)])
    expect(told).toEqual(['gone', '1', '2'])
    expect(errors).toMatchObject([{ message: 'stumbled' }])
    throwing.close()
    other.close()
    expect(tails.open).toBe(0)
  })

  it('look again after a read that failed and a hint that was lost', async () => {
    let reads = 0
    const { tails, errors } = openTails(async () => {
      reads += 1
      if (reads === 1) throw new Error('the store is away')
      return [event(1)]
    })
    const left = new AbortController()
    for await (const batch of tails.follow('r', 0, left.signal)) {
      expect(batch).toEqual([event(1)])
      left.abort()
    }
    expect(errors).toHaveLength(1)
    expect(tails.open).toBe(0)
  })
})
