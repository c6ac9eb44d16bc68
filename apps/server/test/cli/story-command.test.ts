import { createStoriesApp, createStoryteller } from '@unfold/stories/server'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_ACCOUNT } from '../../src/demo-account.ts'
import { ask, openTestServer, type TestServer } from '../test-server.ts'
import { CliProcess, unfold } from './cli-process.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer(openSqliteBackend, {
    apps: async (engine) => [
      await createStoriesApp(engine, {
        model: createStoryteller({ tokensPerSecond: 0 }),
        judge: null,
        demoAccountId: DEMO_ACCOUNT.id,
      }),
    ],
  })
})
afterAll(() => server[Symbol.asyncDispose]())

const json = async (address: string) => (await ask(server, 'GET', address)).json
const runIdOf = (err: string) => /^Run (\S+) on /m.exec(err)![1]!

test('a story is written to stdout and talked about on stderr', async () => {
  const { code, out, err } = await unfold(`story --age 8 --theme space --url ${server.origin}`)
  expect(err).toContain('Run ')
  expect(code).toBe(0)
  const { output } = (await json(`/api/runs/${runIdOf(err)}`)).state
  const choices = output.choices.flatMap((choice: any, index: number) => [
    `${index + 1}. ${choice.text}`,
    choice.description,
  ])
  const words = [...output.paragraphs, `* ${output.title} *`, output.question, ...choices]
  const spaced = (text: string) => text.split(/\s+/).filter(Boolean).join(' ')
  expect(spaced(out)).toBe(spaced(words.join(' ')))
  expect(out.split('\n\n').slice(0, output.paragraphs.length)).toEqual(output.paragraphs)
  expect(out).not.toMatch(/%|Run|Done/)
  expect(err).toMatch(/^ 99 % {2}9 of 9 parts, calculate_metrics$/m)
  expect(err).toMatch(/^Done in \d+\.\d s\.$/m)
})

test('off a terminal nothing is animated or coloured, and --quiet says nothing at all', async () => {
  const talkative = await unfold(`story --age 8 --theme animals --url ${server.origin}`, { FORCE_COLOR: '1' })
  for (const sign of ['\r', '\u001b']) expect(talkative.out + talkative.err).not.toContain(sign)
  const quiet = await unfold(`story --age 8 --theme animals --quiet --url ${server.origin}`)
  expect(quiet).toMatchObject({ code: 0, err: '' })
  expect(quiet.out.length).toBeGreaterThan(100)
})

test('--json prints exactly the events that HTTP gives', async () => {
  const { code, out, err } = await unfold(`story --age 6 --theme music --json --url ${server.origin}`)
  expect(code).toBe(0)
  const { text } = await ask(server, 'GET', `/api/runs/${runIdOf(err)}/events`)
  const lines = out.trimEnd().split('\n')
  expect(text.startsWith(`{"events":[${lines.join(',')}],`)).toBe(true)
  expect(lines.length).toBeGreaterThan(10)
})

test('a child of the age is taken, a new one is made where there is none, and a full family says so', async () => {
  const { code, err } = await unfold(`story --age 9 --theme art --url ${server.origin}`)
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('"Reader" (3) is added') })
  expect((await unfold(`story --age 9 --theme art --url ${server.origin}`)).err).not.toContain('is added')
  for (const age of [10, 11]) await unfold(`story --age ${age} --theme art --url ${server.origin}`)
  const full = await unfold(`story --age 12 --theme art --url ${server.origin}`)
  expect(full).toMatchObject({ code: 3, out: '' })
  expect(full.err).toMatch(/^None of the children fits and the family is full: .*1 \(Noa, 8\).*\n$/)
  expect((await json('/api/children')).children).toHaveLength(5)
  expect((await unfold(`story --age 12 --child 2 --theme art --url ${server.origin}`)).code).toBe(0)
  expect(await unfold(`story --age 8 --child 77 --theme art --url ${server.origin}`)).toMatchObject({
    code: 4,
  })
})

test('a theme that the gate refuses is 3, with its reason', async () => {
  const before = (await json('/api/runs?limit=100')).runs.length
  await using cli = new CliProcess([
    'story',
    '--age',
    '8',
    '--theme',
    'kill them with guns',
    '--url',
    server.origin,
  ])
  const { code, out, err } = await cli.ended
  expect({ code, out }).toEqual({ code: 3, out: '' })
  expect(err).toMatch(/^These words cannot be used in a story\. body\.theme: .+\n$/)
  expect((await json('/api/runs?limit=100')).runs).toHaveLength(before)
})

test('with --data the story gets a server of its own, which keeps it and stops', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unfold-cli-'))
  try {
    const { code, out, err } = await unfold(`story --age 8 --theme space --data ${folder}`)
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Done in') })
    expect(out.length).toBeGreaterThan(100)
    const url = / on (http:\S+)$/m.exec(err)![1]!
    expect((await unfold(`runs --url ${url}`)).code).toBe(5)
    expect(existsSync(path.join(folder, 'unfold.db'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a named server that does not answer is 5, and nothing is started in its place', async () => {
  // A port that was free a moment ago, and is not 8000.
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  const absent = `http://127.0.0.1:${port}`
  const named = await unfold(`story --age 8 --theme space --url ${absent}`)
  expect(named).toEqual({
    code: 5,
    out: '',
    err: 'The server could not be reached. "unfold serve" starts one, --url names another.\n',
  })
  expect(await unfold('story --age 8 --theme space', { UNFOLD_URL: absent })).toEqual(named)
})
