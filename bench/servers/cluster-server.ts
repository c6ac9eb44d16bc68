// One process of a cluster, the whole server as it is shipped: BENCH_ROLE says whether it serves or executes.
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { defineFlow, type StepContext } from 'unfold/core'
import { z } from 'zod'
import { openClusterBackend } from '../../apps/server/src/cluster-backend.ts'
import { createServer } from '../../apps/server/src/server.ts'
import { type Pace, publishAt } from '../rig/publishing.ts'
import { announce } from '../rig/served.ts'

/** Microseconds on the machine's monotonic clock, which all processes share. */
const nowUs = () => Number(process.hrtime.bigint() / 1000n)

const writing: StepContext[] = []
const committed: [runId: string, seq: number, atUs: number][] = []

/** Stays open, and says what the bench tells it to. */
const flow = defineFlow({
  name: 'pulse',
  version: 1,
  input: z.object({ n: z.int() }),
  output: z.null(),
  run: (ctx) =>
    ctx.step('beat', async (step) => {
      writing.push(step)
      await new Promise((resolve) => step.signal.addEventListener('abort', resolve, { once: true }))
      return null
    }),
})

const backend = await openClusterBackend({
  databaseUrl: process.env.DATABASE_URL!,
  redisUrl: process.env.REDIS_URL || undefined,
  faults: undefined,
  onError: () => {},
})
const append = backend.log.append.bind(backend.log)
backend.log.append = async (runId, ...rest) => {
  const answer = await append(runId, ...rest)
  const atUs = nowUs()
  if (answer.type === 'ok')
    for (const { seq, type } of answer.events) if (type === 'data') committed.push([runId, seq, atUs])
  return answer
}

const server = await createServer({
  backend,
  createApps: async () => [{ flows: [flow], routes: [] }],
  model: { id: 'bench', offline: false },
  secret: 'a secret of thirty-two characters',
  demo: true,
  origins: [],
  streaming: true,
  limits: { concurrentRuns: 1e6, startsPerHour: 1e9, tokensPerDay: Number.MAX_SAFE_INTEGER },
  deadlineMs: 3_600_000,
  role: process.env.BENCH_ROLE === 'worker' ? 'worker' : 'api',
  webFolder: fileURLToPath(new URL('nowhere', import.meta.url)),
  version: '0.0.0',
  log: pino({ level: 'info', base: null }, pino.destination('/dev/null')),
})
const origin = await server.listen('127.0.0.1', 0)
announce(Number(new URL(origin).port), {
  open: () => writing.length,
  /** Each is an event of its own, the runs taking turns. */
  publish: async (pace: Pace) => {
    let next = 0
    await publishAt(pace, () => writing[next++ % writing.length]!.data('beat', next))
  },
  /** When the answers of the commits were here. */
  committed: () => committed.splice(0),
})
