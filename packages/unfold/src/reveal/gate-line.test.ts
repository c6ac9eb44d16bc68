import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Checker, GateLineOptions, UnsafeVerdict, Verdict } from './index.ts'
import { createGate, createGateCounts, createGateLine } from './index.ts'
import { ManualClock } from './manual-clock.ts'

type Fate = 'safe' | 'unsafe' | 'hangs' | 'crashes' | 'babbles'

interface Seen {
  committed: string[]
  rejected: [string, UnsafeVerdict][]
  windows: string[]
}

function open(
  check: Checker['check'],
  options: Partial<GateLineOptions<any>> = {},
  clock = new ManualClock(),
) {
  const seen: Seen = { committed: [], rejected: [], windows: [] }
  const checker: Checker = {
    name: 'test',
    check(segment, context, signal) {
      seen.windows.push(context.before)
      return check(segment, context, signal)
    },
  }
  const line = createGateLine({
    gate: createGate({ checkers: [checker], timeoutMs: 100, windowChars: 10_000, clock }),
    context: { language: 'en', age: 6 },
    commit: (segment) => void seen.committed.push(segment),
    reject: (segment, verdict) => void seen.rejected.push([segment, verdict]),
    ...options,
  })
  return { line, seen }
}

const SAFE: Verdict = { safe: true }
const UNSAFE: Verdict = { safe: false, rule: 'r', reason: 'because' }

describe('gate line', () => {
  it('reads a sentence behind the one before it, and on a line of its own where it begins a paragraph', async () => {
    const { line, seen } = open(() => SAFE)
    await line.propose('You must not tell')
    await line.propose('your parents.', 'sentence', true)
    await line.propose(' Or')
    await line.drained()
    expect(seen.windows).toEqual(['', 'You must not tell\n', 'You must not tell\nyour parents.'])
  })

  it('commits nothing that is not found safe, nor anything after it, whatever checkers do', async () => {
    const fate = fc.oneof(
      { weight: 16, arbitrary: fc.constant<Fate>('safe') },
      { weight: 4, arbitrary: fc.constant<Fate>('unsafe') },
      { weight: 1, arbitrary: fc.constantFrom<Fate>('hangs', 'crashes', 'babbles') },
    )
    const sentence = fc.record({ fate, turns: fc.nat(4), waits: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(sentence, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (story, maxPending) => {
          const clock = new ManualClock()
          const text = (index: number) => `Sentence ${index}. `
          const { line, seen } = open(
            async (segment) => {
              const { fate: its, turns } = story[Number(/\d+/.exec(segment)![0])]!
              for (let i = 0; i < turns; i++) await Promise.resolve()
              if (its === 'hangs') queueMicrotask(() => clock.advance(100))
              if (its === 'hangs') return new Promise(() => {})
              if (its === 'crashes') throw new Error(segment)
              if (its === 'babbles') return 'fine!' as unknown as Verdict
              return its === 'safe' ? SAFE : UNSAFE
            },
            {
              maxPending,
              commit: async (segment) => {
                await Promise.resolve()
                seen.committed.push(segment)
              },
            },
            clock,
          )
          for (const [index, { waits }] of story.entries()) {
            const room = line.propose(text(index))
            if (waits) await room
          }
          const outcome = await line.drained()
          const takesMore = outcome === 'rejected' && (await line.propose(text(0)))
          expect(takesMore).toBe(false)

          const end = story.findIndex((its) => its.fate !== 'safe')
          const passed = story.map((_, index) => text(index)).slice(0, end < 0 ? story.length : end)
          expect(seen.committed).toStrictEqual(passed)
          expect(seen.rejected.map(([segment]) => segment)).toStrictEqual(end < 0 ? [] : [text(end)])
          expect(outcome).toBe(end < 0 ? 'clean' : 'rejected')
          expect(seen.windows).toStrictEqual(seen.windows.map((_, index) => passed.slice(0, index).join('')))
          const stopped = {
            rejected: 0,
            missing: 0,
            [story[end]?.fate === 'unsafe' ? 'rejected' : 'missing']: 1,
          }
          expect(line.counts).toMatchObject(end < 0 ? { rejected: 0, missing: 0 } : stopped)
          expect(clock.timers).toBe(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('lets the model write on while a segment is checked, but not without bound', async () => {
    const answers: PromiseWithResolvers<Verdict>[] = []
    const { line, seen } = open(
      () => {
        answers.push(Promise.withResolvers())
        return answers.at(-1)!.promise
      },
      { maxPending: 3 },
    )
    expect(await line.propose('a ')).toBe(true)
    expect(await line.propose('b ')).toBe(true)
    let hasRoom = false
    const third = line.propose('c ').then((isOpen) => (hasRoom = isOpen))
    await new Promise(setImmediate)
    expect({ hasRoom, checks: answers.length, committed: seen.committed }).toStrictEqual({
      hasRoom: false,
      checks: 1,
      committed: [],
    })
    answers[0]!.resolve(SAFE)
    await third
    expect(hasRoom).toBe(true)
    expect(seen.committed).toStrictEqual(['a '])
    await new Promise(setImmediate)
    answers[1]!.resolve(UNSAFE)
    expect(await line.drained()).toBe('rejected')
    expect(answers.length).toBe(2)
    expect(line.counts).toStrictEqual({ proposed: 3, committed: 1, rejected: 1, missing: 0 })
  })

  it('tells a waiting model that the line is closed', async () => {
    const { line, seen } = open(async () => UNSAFE, { maxPending: 1 })
    expect(await line.propose('a ')).toBe(false)
    expect(await line.propose('b ')).toBe(false)
    expect(seen.committed).toStrictEqual([])
    expect(line.counts.proposed).toBe(1)
  })

  it('begins with the window of what was committed before, and sets other kinds apart from sentences', async () => {
    const kinds: string[] = []
    const { line, seen } = open(
      (_segment, { kind }) => {
        kinds.push(kind)
        return SAFE
      },
      { before: 'Once. ' },
    )
    await line.propose('He ki')
    await line.propose('cked.')
    await line.propose('What now', 'question')
    await line.propose('Go left', 'choice')
    await line.drained()
    expect(kinds).toStrictEqual(['sentence', 'sentence', 'question', 'choice'])
    expect(seen.windows).toStrictEqual([
      'Once. ',
      'Once. He ki',
      'Once. He kicked.\n',
      'Once. He kicked.\nWhat now\n',
    ])
  })

  it('checks the next segment when the commit of the one before is through', async () => {
    const stored = Promise.withResolvers<void>()
    const { line, seen } = open(() => SAFE, { commit: () => stored.promise })
    await line.propose('a ')
    await line.propose('b ')
    await new Promise(setImmediate)
    expect(seen.windows).toStrictEqual([''])
    stored.resolve()
    expect(await line.drained()).toBe('clean')
    expect(seen.windows).toStrictEqual(['', 'a '])
  })

  it.each([
    ['at once', (verdict: Verdict) => verdict],
    ['later', (verdict: Verdict) => Promise.resolve(verdict)],
  ])('commits nothing more once the signal aborted, the verdict given %s', async (_, give) => {
    const stop = new AbortController()
    const { line, seen } = open(
      (segment) => {
        if (segment === 'b ') stop.abort(new Error('cancelled'))
        return give(SAFE)
      },
      { signal: stop.signal },
    )
    await Promise.all(['a ', 'b ', 'c '].map((segment) => line.propose(segment)))
    await expect(line.drained()).rejects.toThrow('cancelled')
    await expect(line.propose('d ')).rejects.toThrow('cancelled')
    expect(seen.committed).toStrictEqual(['a '])
    expect(seen.rejected).toStrictEqual([])
  })

  it('hands on what commit threw, and stops', async () => {
    const { line } = open(() => SAFE, {
      commit: () => {
        throw new Error('superseded')
      },
    })
    await line.propose('a ')
    await expect(line.drained()).rejects.toThrow('superseded')
    expect(line.counts.committed).toBe(0)
  })

  it('counts over several lines where it is asked to', async () => {
    const counts = createGateCounts()
    for (const verdict of [SAFE, UNSAFE, undefined as unknown as Verdict]) {
      const { line } = open(() => verdict, { counts })
      await line.propose('a ')
      await line.drained()
    }
    expect(counts).toStrictEqual({ proposed: 3, committed: 1, rejected: 1, missing: 1 })
  })
})
