// The whole server as it is shipped: accounts, origin guard, schemas, request log, metrics; durable log on disk with FULL.
import { fileURLToPath } from 'node:url'
import { createStoriesApp } from '@unfold/stories/server'
import { pino } from 'pino'
import { openSqliteBackend } from 'unfold/sqlite'
import { createServer } from '../../apps/server/src/server.ts'
import { announce, openScratchFolder } from '../rig/served.ts'
import { createAnswerFlow, modelOf } from './unfold-answer.ts'
import { createTicker } from './unfold-ticker.ts'

const folder = openScratchFolder()
const ticker = createTicker()
const flows = [createAnswerFlow(), ticker.flow]

const server = await createServer({
  backend: await openSqliteBackend({ folder, synchronous: 'FULL' }),
  createApps: async (engine) => {
    const stories = await createStoriesApp(engine, {
      model: modelOf('story'),
      judge: null,
      demoAccountId: 'demo',
    })
    return [{ flows, routes: [] }, stories]
  },
  model: { id: 'bench', offline: false },
  secret: 'a secret of thirty-two characters',
  demo: true,
  origins: [],
  streaming: true,
  limits: { concurrentRuns: 1e6, startsPerHour: 1e9, tokensPerDay: Number.MAX_SAFE_INTEGER },
  deadlineMs: 3_600_000,
  webFolder: fileURLToPath(new URL('nowhere', import.meta.url)),
  version: '0.0.0',
  // What it writes by default, formatted in full and thrown away.
  log: pino({ level: 'info', base: null }, pino.destination('/dev/null')),
})
const origin = await server.listen('127.0.0.1', 0)
announce(Number(new URL(origin).port), { publish: ticker.publish })
