import { describe, expect, it } from 'vitest'
import { UnfoldError } from '../protocol/index.ts'
import type { Checker, GateContext, Verdict } from './index.ts'
import { createGate } from './index.ts'
import { ManualClock } from './manual-clock.ts'

const CONTEXT: GateContext = { before: '', kind: 'sentence', language: 'en', age: 6 }
const SECRET = 'The secret sentence.'

function checker(name: string, check: Checker['check']): Checker {
  return { name, check }
}

/** What a broken checker may answer in place of a verdict. */
function answering(value: unknown): Checker {
  return checker('broken', () => value as Verdict)
}

describe('gate', () => {
  it('lets a segment pass when every checker finds it safe, asked in order', async () => {
    const asked: string[] = []
    const checkers = ['rules', 'judge'].map((name) =>
      checker(name, async () => {
        asked.push(name)
        return { safe: true }
      }),
    )
    const gate = createGate({ checkers, clock: new ManualClock() })
    expect(await gate.check(SECRET, CONTEXT)).toStrictEqual({ safe: true, ms: 0 })
    expect(asked).toStrictEqual(['rules', 'judge'])
  })

  it('asks nobody after the first that rejects, and says who did and why', async () => {
    const rules = checker('rules', () => ({ safe: false, rule: 'violence', reason: 'A weapon.' }))
    const judge = checker('judge', () => expect.unreachable())
    const gate = createGate({ checkers: [rules, judge], clock: new ManualClock() })
    expect(await gate.check(SECRET, CONTEXT)).toStrictEqual({
      safe: false,
      cause: 'rejected',
      checker: 'rules',
      rule: 'violence',
      reason: 'A weapon.',
      ms: 0,
    })
  })

  it.each([
    undefined,
    null,
    true,
    'safe',
    {},
    { safe: 'true' },
    { safe: 1 },
    { safe: false },
    { safe: false, rule: 'x' },
    { safe: false, rule: 1, reason: 'x' },
  ])('counts %j as no verdict, given at once or later', async (value) => {
    for (const given of [value, Promise.resolve(value)]) {
      const verdict = await createGate({ checkers: [answering(given)] }).check(SECRET, CONTEXT)
      expect(verdict).toMatchObject({ safe: false, cause: 'no-verdict', checker: 'broken' })
    }
  })

  it('counts a crash as unsafe, at once, later or while its answer is read, and keeps its words to itself', async () => {
    class JudgeError extends Error {}
    const fail = () => {
      throw new JudgeError(`could not judge: ${SECRET}`)
    }
    const trap = {
      get safe() {
        return fail()
      },
    }
    const crashes = [
      checker('judge', fail),
      checker('judge', async () => fail()),
      checker('judge', () => trap),
      checker('judge', async () => trap),
    ]
    for (const crash of crashes) {
      const verdict = await createGate({ checkers: [crash] }).check(SECRET, CONTEXT)
      expect(verdict).toMatchObject({
        safe: false,
        cause: 'crashed',
        reason: 'The checker failed (JudgeError).',
      })
      expect(JSON.stringify(verdict)).not.toContain('secret')
    }
  })

  it('gives up on a checker that hangs, tells it so, and does not mind what it says later', async () => {
    const clock = new ManualClock()
    const late = Promise.withResolvers<Verdict>()
    let told: AbortSignal | undefined
    const hanging = checker('judge', (_segment, _context, signal) => {
      told = signal
      return late.promise
    })
    const checked = createGate({ checkers: [hanging], timeoutMs: 500, clock }).check(SECRET, CONTEXT)
    expect(clock.timers).toBe(1)
    clock.advance(500)
    expect(await checked).toMatchObject({ safe: false, cause: 'timeout', checker: 'judge', ms: 500 })
    expect(told?.aborted).toBe(true)
    late.reject(new Error(SECRET))
    await late.promise.catch(() => {})
    expect(clock.timers).toBe(0)
  })

  it('leaves no timer behind when the answer comes, and sets none for rules that answer at once', async () => {
    const clock = new ManualClock()
    const later = checker('judge', async () => ({ safe: true }))
    const atOnce = checker('rules', () => {
      expect(clock.timers).toBe(0)
      return { safe: true }
    })
    await createGate({ checkers: [atOnce, later, atOnce], clock }).check(SECRET, CONTEXT)
    expect(clock.timers).toBe(0)
    expect(clock.set).toBe(1)
  })

  it('rejects with the reason of the abort, without a verdict and without waiting', async () => {
    const clock = new ManualClock()
    const hanging = checker('judge', () => new Promise(() => {}))
    const gate = createGate({ checkers: [hanging], clock })
    const before = AbortSignal.abort(new Error('cancelled before'))
    await expect(gate.check(SECRET, CONTEXT, before)).rejects.toThrow('cancelled before')
    const during = new AbortController()
    const checked = gate.check(SECRET, CONTEXT, during.signal)
    during.abort(new Error('cancelled'))
    await expect(checked).rejects.toThrow('cancelled')
    const sudden = new AbortController()
    const aborting = checker('judge', () => {
      sudden.abort(new Error('cancelled at once'))
      return new Promise(() => {})
    })
    const asked = createGate({ checkers: [aborting], clock }).check(SECRET, CONTEXT, sudden.signal)
    await expect(asked).rejects.toThrow('cancelled at once')
    expect(clock.timers).toBe(0)
  })

  it('shows the end of the committed text, from the start of a word on', async () => {
    let seen = ''
    const spy = checker('spy', (_segment, context) => {
      seen = context.before
      return { safe: true }
    })
    const gate = createGate({ checkers: [spy], windowChars: 8 })
    await gate.check(SECRET, { ...CONTEXT, before: 'one toward them' })
    expect(seen).toBe('them')
    await gate.check(SECRET, { ...CONTEXT, before: 'go on to them' })
    expect(seen).toBe('on to them'.slice(-7))
    await gate.check(SECRET, { ...CONTEXT, before: 'short' })
    expect(seen).toBe('short')
  })

  it('refuses to exist without a checker', () => {
    expect(() => createGate({ checkers: [] })).toThrow(UnfoldError)
  })
})
