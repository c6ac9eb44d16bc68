import { mkdtempDisposableSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, bearer, openTestServer, signUp, type TestServer } from '../test-server.ts'
import { unfold } from './cli-process.ts'

let server: TestServer
let token: string
let now: number

beforeEach(async () => {
  now = Date.now()
  server = await openTestServer(openSqliteBackend, { now: () => now })
  ;({ token } = await signUp(server, 'ruth'))
  await ask(server, 'POST', '/api/runs/word', { headers: bearer(token), body: { word: 'lanternfish' } })
  server.endWords()
  // The sign-in is no fresh one any more.
  now += 3_600_000
})
afterEach(() => server[Symbol.asyncDispose]())

const run = (command: string, env: Record<string, string> = {}) =>
  unfold(`${command} --url ${server.origin}`, { UNFOLD_TOKEN: token, ...env })
const PASSWORD = { UNFOLD_PASSWORD: 'correct horse' }

test('export writes everything to stdout or to a file for its owner alone, once the parent is known', async () => {
  expect(await run('export')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('parent') })
  const { code, out } = await run('export', PASSWORD)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ account: { email: 'ruth@example.org' }, runs: [{ flow: 'word' }] })
  expect(out).toContain('lanternfish')
  using folder = mkdtempDisposableSync(path.join(tmpdir(), 'unfold-'))
  const file = path.join(folder.path, 'family.json')
  expect(await run(`export ${file}`, PASSWORD)).toMatchObject({ code: 0, out: '' })
  expect(JSON.parse(readFileSync(file, 'utf8')).runs).toHaveLength(1)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await run(`export ${file}`, PASSWORD)).toMatchObject({
    code: 2,
    err: expect.stringContaining('there already'),
  })
})

test('erase wants to be told twice, and the PIN or the password; then nothing is left', async () => {
  expect(await run('erase', PASSWORD)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect((await run('erase --yes')).code).toBe(3)
  expect((await run('erase --yes', { UNFOLD_PASSWORD: 'wrong horse' })).code).toBe(3)
  expect((await run('runs --json')).out).toContain('word')
  expect(await run('erase --yes', PASSWORD)).toMatchObject({
    code: 0,
    err: expect.stringContaining('ruth@example.org'),
  })
  expect((await run('runs')).code).toBe(3)
})
