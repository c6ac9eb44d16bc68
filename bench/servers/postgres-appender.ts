// Appends of many runs at a time on PostgreSQL: through the log, and as the plain batched INSERT that it cannot beat.
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { openPostgresBackend } from 'unfold/postgres'
import { announce } from '../rig/served.ts'

/** Of a run by its index: its next event. */
type Append = (run: number) => Promise<void>

const databaseUrl = process.env.DATABASE_URL!
const EVENT = { type: 'text' as const, part: 'p', text: 'x'.repeat(200) }
const LIMITS = { concurrentRuns: 1e6, startsPerHour: 1e9, tokensPerDay: Number.MAX_SAFE_INTEGER }

async function openUnfold(runs: number): Promise<Append> {
  const { log } = await openPostgresBackend({ connectionString: databaseUrl })
  const written = await Promise.all(
    Array.from({ length: runs }, async () => {
      const runId = randomUUID()
      const shown = { flow: 'tick', version: 1, input: null, shownInput: null, limits: LIMITS }
      await log.accept({ runId, accountId: 'bench', ...shown })
      await log.openAttempt(runId, 0)
      return { runId, n: 0 }
    }),
  )
  return async (run) => {
    const one = written[run]!
    one.n += 1
    const answer = await log.append(one.runId, 1, one.n, [EVENT], [])
    if (answer.type !== 'ok') throw new Error(answer.type)
  }
}

/** The same rows, gathered while a commit is in flight, numbered by the asker, with no fence and no answer but "done". */
async function openFloor(runs: number): Promise<Append> {
  const client = new Client(databaseUrl)
  await client.connect()
  await client.query(
    'CREATE TABLE entries (run bigint, seq integer, at bigint, bodies text, PRIMARY KEY (run, seq))',
  )
  const numbers = Array<number>(runs).fill(0)
  let gathered: { run: number; seq: number; bodies: string; done: () => void }[] = []
  let sending = false
  const send = async () => {
    while (gathered.length > 0) {
      const batch = gathered
      gathered = []
      const now = Date.now()
      await client.query({
        name: 'floor',
        text: 'INSERT INTO entries SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::text[])',
        values: [
          batch.map(({ run }) => run),
          batch.map(({ seq }) => seq),
          batch.map(() => now),
          batch.map(({ bodies }) => bodies),
        ],
      })
      for (const { done } of batch) done()
    }
    sending = false
  }
  return (run) => {
    const seq = (numbers[run]! += 1)
    const { promise, resolve } = Promise.withResolvers<void>()
    gathered.push({ run, seq, bodies: JSON.stringify([EVENT]), done: resolve })
    if (!sending) setImmediate(() => void send())
    sending = true
    return promise
  }
}

let append: Append
let runs: number

announce(0, {
  open: async (asked: { way: 'unfold' | 'floor'; runs: number }) => {
    runs = asked.runs
    append = await (asked.way === 'unfold' ? openUnfold(runs) : openFloor(runs))
  },
  /** Every run appends its next event as soon as the one before is answered; says how many there were. */
  append: async (forMs: number) => {
    const until = performance.now() + forMs
    let events = 0
    const one = async (run: number) => {
      while (performance.now() < until) {
        await append(run)
        events++
      }
    }
    await Promise.all(Array.from({ length: runs }, (_, run) => one(run)))
    return events
  },
})
