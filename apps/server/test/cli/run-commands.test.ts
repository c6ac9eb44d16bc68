import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, bearer, openTestServer, signUp, type TestServer } from '../test-server.ts'
import { CliProcess, UNFOLD, unfold } from './cli-process.ts'

let server: TestServer

beforeEach(async () => {
  server = await openTestServer(openSqliteBackend)
})
afterEach(() => server[Symbol.asyncDispose]())

/** A run that has spelt its word and waits. */
async function startWord(word = 'hello'): Promise<string> {
  const started = await ask(server, 'POST', '/api/runs/word', { body: { word } })
  return started.json.runId
}

const statusOf = async (runId: string) => (await ask(server, 'GET', `/api/runs/${runId}`)).json.status
const tailing = (runId: string, ...flags: string[]) =>
  new CliProcess(['tail', runId, '--url', server.origin, ...flags])

test('tail --json prints the bytes of the HTTP events, live and to the end', async () => {
  const runId = await startWord('ünï "quoted" \\ 🦊')
  await using cli = tailing(runId, '--json')
  await cli.until(({ out }) => out.includes('"type":"text"'))
  expect(await statusOf(runId)).toBe('running')
  server.endWords()
  const { code, out } = await cli.ended
  expect(code).toBe(0)
  const { text } = await ask(server, 'GET', `/api/runs/${runId}/events`)
  expect(text.startsWith(`{"events":[${out.trimEnd().split('\n').join(',')}],`)).toBe(true)
})

test('tail --after begins behind that event', async () => {
  const runId = await startWord()
  server.endWords()
  const whole = await unfold(`tail ${runId} --json --url ${server.origin}`)
  const rest = await unfold(`tail ${runId} --json --after 3 --url ${server.origin}`)
  const lines = whole.out.split('\n')
  expect(rest).toMatchObject({ code: 0, out: lines.slice(3).join('\n') })
  expect(lines.length).toBeGreaterThan(5)
})

test('tail without --json gives each event a line for people', async () => {
  const runId = await startWord()
  server.endWords()
  const { out } = await unfold(`tail ${runId} --url ${server.origin}`)
  const lines = out.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^ {4}1 +\+0\.000s {2}run\.accepted {4}word v1 \{"word":"hello"\}$/)
  expect(lines.find((line) => line.includes('text'))).toMatch(/letters "hello"$/)
  expect(lines.at(-1)).toMatch(/run\.completed +0 tokens in, 0 out$/)
})

test('an interrupted tail leaves with 130, says where it was, and the run goes on', async () => {
  const runId = await startWord()
  await using cli = tailing(runId)
  await cli.until(({ out }) => out.includes('hello'))
  const cursor = (await ask(server, 'GET', `/api/runs/${runId}`)).json.cursor
  cli.child.kill('SIGINT')
  const { code, err } = await cli.ended
  expect(code).toBe(130)
  expect(err).toBe(`The run goes on with its server. To follow it: unfold tail ${runId} --after ${cursor}\n`)
  expect(await statusOf(runId)).toBe('running')
})

test('--cancel-on-interrupt stops the run too, and still leaves with 130', async () => {
  const runId = await startWord()
  await using cli = tailing(runId, '--cancel-on-interrupt')
  await cli.until(({ out }) => out.includes('hello'))
  cli.child.kill('SIGINT')
  const { code, out } = await cli.ended
  expect(code).toBe(130)
  expect(out).toContain('run.cancelled')
  expect(await statusOf(runId)).toBe('cancelled')
})

test('a reader of stdout that leaves ends it quietly, and not the run', async () => {
  const runId = await startWord()
  await using cli = tailing(runId, '--json')
  await cli.until(({ out }) => out.includes('"type":"text"'))
  cli.child.stdout!.destroy()
  await ask(server, 'POST', `/api/runs/${runId}/cancel`)
  expect(await cli.ended).toMatchObject({ code: 0, err: '' })
})

test('a run that does not end in time is left with 6', async () => {
  const runId = await startWord()
  const { code, err } = await unfold(`tail ${runId} --timeout 1 --url ${server.origin}`)
  expect({ code, err }).toEqual({
    code: 6,
    err: 'The run has not ended within 1 s. It goes on without us.\n',
  })
  expect(await statusOf(runId)).toBe('running')
})

test('cancel stops a run, twice is once, and its tail leaves with 1', async () => {
  const runId = await startWord()
  await using cli = tailing(runId, '--quiet')
  await cli.until(({ out }) => out.includes('hello'))
  expect((await unfold(`cancel ${runId} --url ${server.origin}`)).code).toBe(0)
  expect(await cli.ended).toMatchObject({ code: 1, err: 'The run was cancelled. What was shown is kept.\n' })
  expect(await unfold(`cancel ${runId} --url ${server.origin}`)).toEqual({
    code: 0,
    out: '',
    err: `${runId} is cancelled.\n`,
  })
})

test('runs lists what the API lists, by status and flow, up to the limit', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.unshift(await startWord())
  const { runs } = (await ask(server, 'GET', '/api/runs')).json
  const listed = await unfold(`runs --json --url ${server.origin}`)
  expect(
    listed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).runId),
  ).toEqual(ids)
  expect(runs.map((run: any) => run.runId)).toEqual(ids)
  const shown = await unfold(`runs --limit 2 --url ${server.origin}`)
  expect(
    shown.out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(ids.slice(0, 2))
  expect(await unfold(`runs --status failed --url ${server.origin}`)).toEqual({
    code: 0,
    out: '',
    err: 'There are no such runs.\n',
  })
  expect((await unfold(`runs --flow other --quiet --url ${server.origin}`)).out).toBe('')
})

test('runs asks for page after page', async () => {
  server.endWords()
  const ids: string[] = []
  for (let n = 0; n < 103; n++) ids.unshift(await startWord())
  const { out } = await unfold(`runs --json --limit 102 --url ${server.origin}`)
  const listed = out.trimEnd().split('\n')
  expect(listed.map((line) => JSON.parse(line).runId)).toEqual(ids.slice(0, 102))
})

test('an unknown run is 4, and so is somebody else’s', async () => {
  const runId = await startWord()
  const { token } = await signUp(server, 'ben')
  const unknown = { code: 4, out: '', err: 'There is no such run.\n' }
  for (const command of ['tail', 'cancel']) {
    expect(await unfold(`${command} nothing --url ${server.origin}`)).toEqual(unknown)
    expect(await unfold(`${command} ${runId} --url ${server.origin}`, { UNFOLD_TOKEN: token })).toEqual(
      unknown,
    )
  }
  expect(await statusOf(runId)).toBe('running')
})

test('UNFOLD_URL and UNFOLD_TOKEN say where and who; a wrong token is 3', async () => {
  const { token } = await signUp(server, 'ann')
  const own = await ask(server, 'POST', '/api/runs/word', { body: { word: 'own' }, headers: bearer(token) })
  await startWord()
  const listed = await unfold('runs --json', { UNFOLD_URL: server.origin, UNFOLD_TOKEN: token })
  expect(
    listed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).runId),
  ).toEqual([own.json.runId])
  expect((await unfold('runs', { UNFOLD_URL: server.origin, UNFOLD_TOKEN: 'wrong' })).code).toBe(3)
})

const FULL = '/dev/full'
test.runIf(existsSync(FULL))('output that finds no room is one sentence and a 1', async () => {
  const runId = await startWord()
  server.endWords()
  const full = openSync(FULL, 'w')
  try {
    for (const argv of [['runs'], ['tail', runId]]) {
      const child = spawn(process.execPath, [UNFOLD, ...argv, '--quiet', '--url', server.origin], {
        stdio: ['ignore', full, 'pipe'],
      })
      const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')])
      expect({ said, code }).toEqual({
        said: expect.stringMatching(/^The output cannot be written: .*no space left.*\.\n$/),
        code: 1,
      })
    }
  } finally {
    closeSync(full)
  }
})
