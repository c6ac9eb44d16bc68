import { expect, test } from 'vitest'
import { UnfoldError } from '../protocol/index.ts'
import {
  createConnection,
  isActive,
  stepConnection,
  type Connection,
  type ConnectionEvent,
  type Phase,
} from './connection.ts'
import { POLICY } from './hops.ts'

const error = new UnfoldError('UNAVAILABLE', 'Gone away.')
const lost: ConnectionEvent = { type: 'lost', error, random: 0.5, retryMs: null }
const EVENTS: ConnectionEvent[] = [
  { type: 'start' },
  { type: 'stop' },
  { type: 'heard' },
  { type: 'advanced' },
  { type: 'answered', more: false },
  lost,
  { type: 'buffered', error, random: 0.5, retryMs: null },
  { type: 'streaming-off', error, random: 0.5, retryMs: null },
  { type: 'due' },
  { type: 'wake', silentMs: 60_000 },
  { type: 'gone', error },
  { type: 'denied', error },
  { type: 'refused', error },
  { type: 'ended' },
]
const at = (phase: Phase, over: Partial<Connection> = {}): Connection => ({
  ...createConnection('sse', 0, POLICY),
  phase,
  ...over,
})
const step = (state: Connection, ...events: ConnectionEvent[]) =>
  events.reduce((s, event) => stepConnection(s, event, 1_000, POLICY), state)

test('nothing moves a reader that has come to its end', () => {
  for (const phase of ['ended', 'gone', 'failed'] as const) {
    const state = at(phase)
    expect(EVENTS.filter((event) => step(state, event) !== state)).toEqual([])
  }
})

test('an idle reader answers to nothing but a start', () => {
  const state = at('idle')
  const movers = EVENTS.filter((event) => step(state, event) !== state)
  expect(movers).toEqual([{ type: 'start' }])
  expect(step(state, { type: 'start' }).phase).toBe('connecting')
})

test('only a terminal event of the run ends a reading', () => {
  for (const phase of ['connecting', 'live', 'polling', 'reconnecting'] as const) {
    for (const event of EVENTS) {
      expect(step(at(phase), event).phase === 'ended', `${phase} ${event.type}`).toBe(event.type === 'ended')
    }
  }
})

test('a lost line is always tried again, at a time that is known', () => {
  let state = at('live')
  for (let n = 1; n <= 40; n++) {
    state = step(state, lost)
    expect(isActive(state.phase)).toBe(true)
    expect(state.nextAt).toBeGreaterThan(1_000)
    expect(state.nextAt! - 1_000).toBeLessThanOrEqual(POLICY.maxBackoffMs)
    state = step(state, { type: 'due' })
  }
})

test('the start of a trouble is remembered over all its attempts', () => {
  const first = stepConnection(at('live'), lost, 5_000, POLICY)
  const second = stepConnection(first, lost, 9_000, POLICY)
  expect(second.since).toBe(5_000)
})

test('a stream that falls again stays down for twice as long, until one works', () => {
  const off: ConnectionEvent = { type: 'streaming-off', error, random: 0.5, retryMs: null }
  const fallen = step(at('connecting'), off)
  expect(fallen).toMatchObject({ transport: 'long-poll', climbAt: 31_000, climbMs: 60_000 })
  const tried = stepConnection(fallen, { type: 'answered', more: true }, 31_000, POLICY)
  expect(tried.transport).toBe('sse')
  expect(stepConnection(tried, off, 31_000, POLICY)).toMatchObject({ climbAt: 91_000, climbMs: 120_000 })
  expect(step(tried, { type: 'heard' }, { type: 'advanced' }).climbMs).toBe(POLICY.climbMs)
})

test('a pinned transport is never left, and a refused stream then waits like any loss', () => {
  const pinned = { ...POLICY, mayMove: false }
  let state = at('connecting')
  for (const event of [EVENTS[7]!, EVENTS[6]!, lost, lost, lost, EVENTS[9]!]) {
    state = stepConnection(state, event, 1_000, pinned)
    expect(state.transport).toBe('sse')
  }
  expect(stepConnection(at('connecting'), EVENTS[7]!, 1_000, pinned).nextAt).toBeGreaterThan(1_000)
})

test('waking trusts a line that was heard a moment ago', () => {
  const state = at('live')
  expect(step(state, { type: 'wake', silentMs: 4_999 })).toBe(state)
  expect(step(state, { type: 'wake', silentMs: 5_000 })).toMatchObject({
    phase: 'reconnecting',
    nextAt: 1_000,
  })
})
