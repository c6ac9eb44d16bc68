import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Backend, Statement } from '../core/index.ts'
import { isTerminal, jsonFromEvent } from '../protocol/index.ts'
import type { RunEvent } from '../protocol/index.ts'

interface KilledStore {
  backend: Pick<Backend, 'log'> & AsyncDisposable
  /** Saves the run's name, once. */
  insertSaved(runId: string): Statement
  hasSaved(runId: string): Promise<boolean>
}

/** Opens the store at a location, to be killed at the fault that is named. The same location is the same store. */
export type OpenForKill = (location: string, fault: string | undefined) => Promise<KilledStore>

interface KillOptions {
  /** URL of the module that exports `openForKill`, for the process that is killed. */
  openerModule: string
  openForKill: OpenForKill
  /** A location that is not used yet, removed when the test is over. */
  createLocation(): Promise<AsyncDisposable & { location: string }>
  /** Named points at which the process kills itself. */
  faults: readonly string[]
  /** Kills from outside, after a random number of answers. */
  randomKills: number
}

const PROGRAM = fileURLToPath(new URL('./kill-process.ts', import.meta.url))

/** What was answered before the kill is there after it, and nothing is there by half. */
export function describeKills(name: string, options: KillOptions): void {
  describe(name, () => {
    test.for(options.faults)('nothing answered is lost when the process dies at %s', async (fault) => {
      await killAndCompare(options, fault, Infinity)
    })

    const seeds = Array.from({ length: options.randomKills }, () => Math.floor(Math.random() * 120))
    test.for(seeds)(
      'nothing answered is lost when the process is killed after %i answers',
      async (answers) => {
        await killAndCompare(options, undefined, answers)
      },
    )
  })
}

async function killAndCompare(
  options: KillOptions,
  fault: string | undefined,
  answers: number,
): Promise<void> {
  await using place = await options.createLocation()
  const answered = await runUntilKilled(options, place.location, fault, answers)
  const store = await options.openForKill(place.location, undefined)
  await using backend = store.backend
  const { log } = backend
  for (const runId of ['run-0', 'run-1', 'run-2']) {
    const told = answered.get(runId) ?? []
    const stored = await log.read(runId, 0)
    const storedJson = stored.map(jsonFromEvent)
    expect(stored.map((event) => event.seq)).toEqual(stored.map((_, index) => index + 1))
    expect(storedJson.slice(0, told.length)).toEqual(told.map(jsonFromEvent))
    // At most one append per run, of at most two events, was asked for and not answered.
    expect(stored.length - told.length).toBeLessThanOrEqual(2)

    const run = await log.find(runId)
    if (stored.length === 0) {
      expect(run).toBeNull()
      continue
    }
    const isEnded = isTerminal(stored.at(-1)!)
    const attempt = stored.filter((event) => event.type === 'run.started').length
    const status = isEnded ? 'cancelled' : attempt === 0 ? 'queued' : 'running'
    expect(run).toMatchObject({ head: stored.length, status, attempt })
    expect(await store.hasSaved(runId)).toBe(isEnded)
    expect(await log.notes(runId)).toHaveLength(countAppends(stored))

    const takeover = await log.openAttempt(runId, attempt)
    expect(takeover.type).toBe(isEnded ? 'ended' : 'opened')
    if (!isEnded) {
      const next = await log.append(runId, attempt + 1, 1, [{ type: 'text', part: 'page-1', text: 'on' }], [])
      expect(next).toMatchObject({ type: 'ok', events: [{ seq: stored.length + 2 }] })
    }
  }
}

/** The events that the process had answers for, by run. */
async function runUntilKilled(
  { openerModule }: KillOptions,
  location: string,
  fault: string | undefined,
  answers: number,
): Promise<Map<string, RunEvent[]>> {
  const args = [PROGRAM, openerModule, location, ...(fault === undefined ? [] : [fault])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const answered = new Map<string, RunEvent[]>()
  let left = answers
  for await (const line of createInterface(child.stdout)) {
    const { runId, events } = JSON.parse(line) as { runId: string; events: RunEvent[] }
    if (runId === 'all') {
      child.kill('SIGKILL')
      if (fault !== undefined) throw new Error(`The process never came to ${fault}.`)
      continue
    }
    answered.set(runId, [...(answered.get(runId) ?? []), ...events])
    if (--left <= 0) child.kill('SIGKILL')
  }
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
  return answered
}

/** Each append says its own words, once or twice. */
function countAppends(events: readonly RunEvent[]): number {
  return new Set(events.flatMap((event) => (event.type === 'text' ? [event.text] : []))).size
}
