import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type PostgresServer, startPostgres } from '../../packages/unfold/src/testing/postgres-server.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdStory, StoryServer } from '../seed/story-server.ts'

const UNFOLD = fileURLToPath(new URL('../../apps/server/bin/unfold.js', import.meta.url))

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)
afterAll(() => postgres?.[Symbol.asyncDispose]())

/** SQLite's part is in apps/server/test/cli/store-commands.test.ts. */
test('a copy of the PostgreSQL database has every finished story, goes on with what ran, and resets old readers', async () => {
  const [live, copy] = [await createDatabase('live'), databaseUrl('copy')]
  await using disposables = new AsyncDisposableStack()
  const first = disposables.use(await StoryServer.start({ DATABASE_URL: live }))
  const finished = await first.startRun('finished')
  while ((await first.state(finished)).status !== 'completed');
  const story = holdStory('"question"')
  first.play('going', story.script)
  const running = await first.startRun('going')
  await story.reached
  const before = await first.json(`/api/runs/${running}`)
  expect(before).toMatchObject({ status: 'running' })

  await first.process.kill('SIGKILL')
  story.release()
  await copyDatabase(live, copy)
  const told = spawnSync(process.execPath, [UNFOLD, 'restored'], {
    env: { PATH: process.env.PATH, DATABASE_URL: copy },
    encoding: 'utf8',
  })
  expect(told).toMatchObject({ status: 0, stderr: expect.stringContaining('which holds 2 runs') })

  const second = disposables.use(await StoryServer.start({ DATABASE_URL: copy }))
  expect(await second.json(`/api/runs/${finished}`)).toMatchObject({ status: 'completed' })
  const events = `/api/runs/${running}/events?after=${before.cursor}&epoch=`
  const reset = await second.json(events + before.epoch)
  expect(reset).toMatchObject({ events: [], reset: true })
  expect(reset.epoch).not.toBe(before.epoch)
  let after = await second.state(running)
  while (after.status !== 'completed') after = await second.state(running)
  // What was shown before the copy was taken still stands, and was not asked for again.
  const told0 = before.state.parts.filter((part: { final: boolean }) => part.final)
  expect(after.parts.slice(0, told0.length)).toEqual(told0)
}, 120_000)

function databaseUrl(name: string): string {
  const url = new URL(postgres.url)
  url.pathname = `/${name}_${process.pid}`
  return url.href
}

async function createDatabase(name: string): Promise<string> {
  const url = databaseUrl(name)
  await query(`CREATE DATABASE ${new URL(url).pathname.slice(1)}`)
  return url
}

/** Nobody is connected to it any more: a byte-for-byte copy, as a base back-up is one. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const [source, target] = [from, to].map((url) => new URL(url).pathname.slice(1))
  await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`)
  await query(`CREATE DATABASE ${target} TEMPLATE ${source}`)
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
