// The whole server with the outfits, as it is shipped, on a model that the parent plays; without one, the built-in stylist.
import { fileURLToPath } from 'node:url'
import { createOutfitsApp } from '@unfold/outfits/server'
import { pino } from 'pino'
import { createOpenAiModel } from 'unfold/models'
import { openSqliteBackend } from 'unfold/sqlite'
import { createServer } from '../../apps/server/src/server.ts'
import { announce, openScratchFolder } from '../rig/served.ts'

const folder = openScratchFolder()
const baseUrl = process.env.PROVIDER
const model = baseUrl ? createOpenAiModel({ id: 'timeline', baseUrl, model: 'timeline' }) : null

const server = await createServer({
  backend: await openSqliteBackend({ folder, synchronous: 'FULL' }),
  createApps: async (engine) => [
    await createOutfitsApp(engine, { model, filesFolder: `${folder}/files`, demoAccountId: 'demo' }),
  ],
  model: { id: 'timeline', offline: false },
  secret: 'a secret of thirty-two characters',
  demo: true,
  origins: [],
  streaming: true,
  limits: { concurrentRuns: 1e6, startsPerHour: 1e9, tokensPerDay: Number.MAX_SAFE_INTEGER },
  deadlineMs: 3_600_000,
  webFolder: fileURLToPath(new URL('nowhere', import.meta.url)),
  version: '0.0.0',
  log: pino({ level: 'info', base: null }, pino.destination('/dev/null')),
})
announce(Number(new URL(await server.listen('127.0.0.1', 0)).port))
