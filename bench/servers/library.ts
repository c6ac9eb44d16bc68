// The engine as a library on plain node:http, as the peers are: durable log on disk with FULL, queue, worker, streams.
import { RunTails } from 'unfold/core'
import { createNodeHandler, createRunApi, createRunRoutes, createRunStreams } from 'unfold/server'
import { openSqliteBackend } from 'unfold/sqlite'
import { Worker } from 'unfold/worker'
import { openScratchFolder, serve } from '../rig/served.ts'
import { createAnswerFlow } from './unfold-answer.ts'
import { createTicker } from './unfold-ticker.ts'

const LIMITS = { concurrentRuns: 1e6, startsPerHour: 1e9, tokensPerDay: Number.MAX_SAFE_INTEGER }
const ACCOUNT = { id: 'bench', demo: false }
/** The memory table holds a thousand runs open in one process. */
const CONCURRENCY = 1100

const ticker = createTicker()
const flows = new Map([createAnswerFlow(), ticker.flow].map((flow) => [flow.name, flow]))
const backend = await openSqliteBackend({ folder: openScratchFolder(), synchronous: 'FULL' })
const tails = new RunTails(backend)
const streams = createRunStreams({ log: backend.log, tails })
const api = createRunApi({ ...backend, tails, streams, flows, limits: LIMITS })
const policy = { deadlineMs: 3_600_000 }
void new Worker({ backend, tails, flows, policy, concurrency: CONCURRENCY })

serve(createNodeHandler({ routes: createRunRoutes(api), authenticate: () => ACCOUNT }), {
  publish: ticker.publish,
})
