import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from 'unfold/protocol'
import { hasOwnRedis, hasRedis } from '../../packages/unfold/src/testing/redis-server.ts'
import { SEED, wholeFrom } from '../harness/random.ts'
import { readToEnd } from '../harness/sse-reader.ts'
import { expectWholeLog } from '../kill/killed-server.ts'
import { startToldModel } from '../harness/told-model.ts'
import { Cluster } from './cluster.ts'
import { type ClusterStores, useStores } from './stores.ts'
import {
  countOpenRuns,
  expectNoPartAskedTwice,
  pacedWalk,
  startWalk,
  themeOf,
  worstTakeoverMs,
} from './walks.ts'

const SIZE =
  process.env.UNFOLD_CHAOS === 'full'
    ? { runs: 200, readers: 1000, chaosMs: 60_000, concurrentRuns: 60 }
    : { runs: 40, readers: 100, chaosMs: 20_000, concurrentRuns: 24 }
/** A chapter is told in about 50 pieces. */
const PIECE_MS = 150
const BOUND_MS = SIZE.chaosMs * 6 + 60_000

describe('two APIs and three workers on PostgreSQL', () => {
  describeChaos(false)
})

describe.skipIf(!hasRedis)('two APIs and three workers on PostgreSQL with Redis', () => {
  describeChaos(true)
})

function describeChaos(redis: boolean): void {
  const stores = useStores({ redis })

  it(
    `lose, repeat and exceed nothing while processes die and stores restart (seed ${SEED})`,
    { timeout: BOUND_MS },
    async () => {
      const random = wholeFrom(SEED)
      const over = new AbortController()
      using leaving = new DisposableStack()
      // Whoever still reads or starts when something failed.
      leaving.defer(() => over.abort())
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(BOUND_MS - 15_000)])
      const told = await startToldModel((_call, steps) => pacedWalk(steps, PIECE_MS))
      await using _model = told.model
      await using database = await stores().createDatabase()
      const env = {
        ...database.env,
        UNFOLD_MODEL: 'openai:scripted',
        OPENAI_BASE_URL: told.model.url,
        UNFOLD_LIMIT_CONCURRENT_RUNS: String(SIZE.concurrentRuns),
        UNFOLD_LIMIT_STARTS_PER_HOUR: '1000',
        UNFOLD_LIMIT_TOKENS_PER_DAY: '100000000',
      }
      await using cluster = await Cluster.start(env, { apis: 2, workers: 3 })
      const openRuns = await countOpenRuns(database)

      const starts = Array.from({ length: SIZE.runs }, (_, index) => startWalk(cluster.apis, index, signal))
      const readers = Array.from({ length: SIZE.readers }, async (_, index) => {
        // Each run has readers at both.
        const api = cluster.apis[(index + Math.floor(index / SIZE.runs)) % cluster.apis.length]!
        const comesAfterMs = random(SIZE.chaosMs)
        const runId = await starts[index % SIZE.runs]!
        await delay(comesAfterMs, undefined, { signal })
        const frames = await readToEnd(`${api.server.url}/api/runs/${runId}/stream`, {
          retryStatuses: [503],
          signal,
          beforeReconnect: async () => {
            await api.ready
            await delay(50, undefined, { signal })
          },
        })
        return { runId, frames }
      })

      const kills = bringChaos(cluster, stores(), random)
      const whole = Promise.all([Promise.all(readers), Promise.all(starts)])
      // Also when something failed: nothing may restart what is being taken down.
      await Promise.allSettled([whole, kills])
      const [read, runIds] = await whole
      expect(cluster.members.filter(({ server }) => !server.alive)).toEqual([])

      expect(new Set(runIds).size).toBe(SIZE.runs)
      const logs: RunEvent[][] = []
      for (const [index, runId] of runIds.entries()) {
        const response = await fetch(
          `${cluster.apis[0]!.server.url}/api/runs/${runId}/events?after=0&limit=1000`,
        )
        const { events } = (await response.json()) as { events: RunEvent[] }
        logs.push(events)
        const ofRun = read.filter((reader) => reader.runId === runId)
        expect(ofRun.length).toBeGreaterThan(0)
        for (const { frames } of ofRun) expectWholeLog(events, frames)
        expectNoPartAskedTwice(events, themeOf(index), told.stories)
      }
      const stored = await database.query('SELECT run_id FROM unfold_runs')
      expect(stored).toHaveLength(SIZE.runs)
      const most = await openRuns.most()
      expect(most).toBe(SIZE.concurrentRuns)
      const chapters = await database.query<{ run_id: string }>('SELECT run_id FROM chapters')
      expect(chapters.map((row) => row.run_id).toSorted()).toEqual(runIds.toSorted())
      const takeovers = logs
        .flat()
        .filter((event) => event.type === 'run.started' && event.attempt > 1).length
      expect(takeovers).toBeGreaterThan(0)
      console.log(
        `${redis ? 'With Redis' : 'PostgreSQL alone'}: ${await kills} kills, ${takeovers} takeovers, the worst after ${worstTakeoverMs(logs)} ms; at most ${most} runs at once`,
      )
    },
  )
}

/** A kill every two seconds or so; PostgreSQL restarts after a third of the time, Redis loses everything after two. */
async function bringChaos(
  cluster: Cluster,
  stores: ClusterStores,
  random: (below: number) => number,
): Promise<number> {
  const startedAt = Date.now()
  const elapsed = () => (Date.now() - startedAt) / SIZE.chaosMs
  const ownPostgres = process.env.DATABASE_URL === undefined
  const hurts = [
    { from: 1 / 3, hurt: async () => (ownPostgres ? stores.postgres.restart() : undefined) },
    { from: 2 / 3, hurt: async () => (hasOwnRedis ? stores.redis?.restart() : undefined) },
  ]
  let kills = 0
  while (elapsed() < 1) {
    await delay(1500 + random(1000))
    if (hurts[0] && elapsed() > hurts[0].from) await hurts.shift()!.hurt()
    void cluster.members[random(cluster.members.length)]!.killAndRestart()
    kills += 1
  }
  await Promise.all(cluster.members.map((member) => member.ready))
  return kills
}
