import { describe, expect, it } from 'vitest'
import { Cluster } from './cluster.ts'
import { useStores } from './stores.ts'
import { postWalk, themeOf } from './walks.ts'

const LIMIT = 5
const KEYS = 12
const TIMES = 6

describe('a burst of starts at two APIs', () => {
  const stores = useStores({ redis: false })

  it.each(['UNFOLD_LIMIT_CONCURRENT_RUNS', 'UNFOLD_LIMIT_STARTS_PER_HOUR'])(
    'fills %s exactly, makes one run of one key, and answers that key even then',
    { timeout: 60_000 },
    async (limit) => {
      await using database = await stores().createDatabase()
      // Without a worker no run ends, so a place that was taken stays taken.
      await using cluster = await Cluster.start(
        { ...database.env, [limit]: String(LIMIT) },
        { apis: 2, workers: 0 },
      )
      const post = async (key: number, api: number) => ({
        key,
        ...(await postWalk(cluster.apis[api]!, themeOf(key), `key-${key}`)),
      })
      const asked = Array.from({ length: KEYS * TIMES }, (_, i) => post(i % KEYS, Math.floor(i / KEYS) % 2))
      const answers = await Promise.all(asked)

      const created = answers.filter((answer) => answer.status === 201)
      expect(new Set(created.map((answer) => answer.key)).size).toBe(LIMIT)
      expect(created).toHaveLength(LIMIT)
      const runIdOf = new Map(created.map((answer) => [answer.key, answer.runId]))
      for (const answer of answers.filter(({ status }) => status === 200))
        expect(answer.runId).toBe(runIdOf.get(answer.key))
      for (const answer of answers.filter(({ status }) => status > 201)) {
        expect(answer.status).toBe(429)
        expect(Number(answer.retryAfter)).toBeGreaterThan(0)
      }

      for (let key = 0; key < KEYS; key++) {
        const runId = runIdOf.get(key)
        for (const api of [0, 1]) {
          const again = await post(key, api)
          if (runId === undefined) expect(again.status).toBe(429)
          else expect(again).toMatchObject({ status: 200, runId })
        }
      }
      const stored = await database.query<{ run_id: string }>('SELECT run_id FROM unfold_runs')
      expect(stored.map((row) => row.run_id).toSorted()).toEqual(
        created.map((answer) => answer.runId!).toSorted(),
      )
    },
  )
})
