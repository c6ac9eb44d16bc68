import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestServer, type TestServer } from '../test-server.ts'
import { unfold } from './cli-process.ts'

let folder: string
const place = (...names: string[]) => path.join(folder, ...names)

beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'unfold-store-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const openOn = (name: string): Promise<TestServer> =>
  openTestServer(() => openSqliteBackend({ folder: place(name) }))
const startWord = async (server: TestServer, word: string): Promise<string> =>
  (await ask(server, 'POST', '/api/runs/word', { body: { word } })).json.runId
const json = async (server: TestServer, address: string) => (await ask(server, 'GET', address)).json
const until = async (server: TestServer, runId: string, condition: (run: any) => boolean) => {
  for (;;) {
    const run = await json(server, `/api/runs/${runId}`)
    if (condition(run)) return run
  }
}

test('a back-up taken beside the running server holds what was finished and goes on with what ran', async () => {
  let finished: string
  let running: string
  let before: any
  {
    await using server = await openOn('first')
    finished = await startWord(server, 'done')
    server.endWords()
    await until(server, finished, ({ status }) => status === 'completed')
  }
  {
    await using server = await openOn('first')
    running = await startWord(server, 'going')
    before = await until(server, running, ({ state }) => state.parts[0]?.text === 'going')
    const { code, err } = await unfold(`backup ${place('copy.db')} --data ${place('first')}`)
    expect(err).toContain(`copied to ${place('copy.db')}`)
    expect(code).toBe(0)
    expect(await unfold(`backup ${place('copy.db')} --data ${place('first')}`)).toMatchObject({ code: 2 })
    // What happens after the copy is what a restore loses.
    await startWord(server, 'lost')
    server.endWords()
    await until(server, running, ({ status }) => status === 'completed')
  }
  mkdirSync(place('second'))
  renameSync(place('copy.db'), place('second', 'unfold.db'))
  const told = await unfold(`restored --data ${place('second')}`)
  expect(told).toMatchObject({
    code: 0,
    err: expect.stringMatching(/A new epoch .* which holds 2 runs\.\n$/),
  })

  await using server = await openOn('second')
  expect(await json(server, `/api/runs/${finished}`)).toMatchObject({ status: 'completed' })
  const events = `/api/runs/${running}/events?after=${before.cursor}&epoch=`
  const reset = await json(server, events + before.epoch)
  expect(reset).toMatchObject({ events: [], reset: true, snapshot: { parts: [{ text: 'going' }] } })
  const stream = await ask(server, 'GET', `/api/runs/${running}/stream?after=1&epoch=${before.epoch}`)
  expect(stream.status).toBe(200)
  expect(reset.epoch).not.toBe(before.epoch)
  expect((await json(server, events + reset.epoch)).reset).toBeUndefined()
  server.endWords()
  const end = await until(server, running, ({ status }) => status === 'completed')
  expect(end.state.parts[0].text).toBe('going')
}, 120_000)

test('a server that holds the store, and a folder without one, are told in one sentence', async () => {
  const opened = await openOn('held')
  expect(await unfold(`restored --data ${place('held')}`)).toMatchObject({
    code: 3,
    err: expect.stringContaining('is in use by another Unfold server'),
  })
  await opened[Symbol.asyncDispose]()
  for (const command of ['restored', `backup ${place('none.db')}`]) {
    expect(await unfold(`${command} --data ${place('nowhere')}`)).toMatchObject({
      code: 4,
      err: expect.stringContaining('There is no database at'),
    })
  }
}, 60_000)

test('a PIN that is forgotten is forgotten by the store, and what it had opened is locked', async () => {
  const forget = `forget-pin --data ${place('pin')}`
  let opened: { token: string }
  {
    await using server = await openOn('pin')
    opened = (await ask(server, 'PUT', '/api/parent/pin', { body: { pin: '2468' } })).json
  }
  expect(await unfold(forget)).toMatchObject({ code: 0, err: expect.stringContaining('demo family') })
  expect(await unfold(forget)).toMatchObject({ code: 4, err: expect.stringContaining('There is no PIN') })
  expect(await unfold(`forget-pin ann@example.com --data ${place('pin')}`)).toMatchObject({ code: 4 })
  await using server = await openOn('pin')
  const headers = { 'x-unfold-parent': opened.token }
  expect((await ask(server, 'GET', '/api/parent', { headers })).json).toMatchObject({
    pin: false,
    unlocked: false,
  })
  expect(await ask(server, 'PUT', '/api/parent/pin', { body: { pin: '1357' } })).toMatchObject({
    status: 200,
  })
}, 60_000)

test('PostgreSQL is sent to its own back-up', async () => {
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }
  expect(await unfold(`backup ${place('x.db')}`, env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('pg_dump'),
  })
  const refused = await unfold('restored', env)
  expect(refused.code).toBe(5)
}, 60_000)
