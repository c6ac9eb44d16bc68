import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from './test-server.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let folder: string
const started: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unfold-start-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  /** Resolves with the port when the start block is printed, or rejects when the process ends before. */
  ready: Promise<number>
  ended: Promise<{ code: number | null; out: string; err: string }>
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN], {
    // An empty folder of its own: a `.env` of the developer's must not reach the test.
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', UNFOLD_DATA: join(folder, 'data'), ...env },
  })
  started.push(child)
  const ready = Promise.withResolvers<number>()
  ready.promise.catch(() => {})
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
    const port = /ready at http:\/\/[^ ]+:(\d+)\s/.exec(out)?.[1]
    if (port) ready.resolve(Number(port))
  })
  child.stderr.on('data', (chunk) => (err += chunk))
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => {
      ready.reject(new Error(`ended with ${code}: ${err}`))
      resolve({ code, out, err })
    })
  })
  return { child, ready: ready.promise, ended }
}

/** It listens first; its parts may take a moment longer to answer. */
async function untilReady(port: number): Promise<void> {
  const readiness = async () => (await ask({ port }, 'GET', '/readyz')).json.status
  await expect.poll(readiness, { timeout: 30_000 }).toBe('ready')
}

test('a start says where, which model and why, which folder, and that the demo account is on', async () => {
  const server = start({ UNFOLD_DMEO: 'off' })
  const port = await server.ready
  await untilReady(port)
  expect((await ask({ port }, 'GET', '/healthz', { address: '::1' })).status).toBe(200)
  server.child.kill('SIGTERM')
  const { code, out, err } = await server.ended
  expect(code).toBe(0)
  expect(out).toContain('offline authors, because no model is configured')
  expect(out).toContain(join(folder, 'data'))
  expect(out).toMatch(/Demo {3}on/)
  expect(err).toBe('Warning: UNFOLD_DMEO is not a setting; did you mean UNFOLD_DEMO?\n')
})

test.each([
  [{ PORT: 'x' }, /^PORT must be a whole number from 0 to 65535, not "x"\.\n$/],
  [{ UNFOLD_MODEL: 'eliza' }, /^UNFOLD_MODEL must be offline, .*, not "eliza"\.\n$/],
  [
    { DATABASE_URL: 'postgres://me:hush@127.0.0.1:9/db' },
    /^The database that DATABASE_URL names, or the Redis of REDIS_URL, does not answer\.\n$/,
  ],
  [{ HOST: '203.0.113.1' }, /^HOST must be an address of this machine, not "203\.0\.113\.1"\.\n$/],
])('with %o the start is one sentence and exit code 2', async (env: Record<string, string>, sentence) => {
  const { code, out, err } = await start(env).ended
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(sentence)
  expect(err).not.toContain('hush')
})

test('a taken port is one sentence and exit code 2', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  const { code, err } = await start({ PORT: String(port) }).ended
  taken.close()
  expect({ code, err }).toEqual({ code: 2, err: `Port ${port} is taken; PORT chooses another one.\n` })
})

test('a folder that cannot be written is one sentence and exit code 2', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { code, err } = await start({ UNFOLD_DATA: join(file, 'data') }).ended
  expect({ code, err }).toEqual({
    code: 2,
    err: `The data folder ${join(file, 'data')} cannot be written (ENOTDIR); UNFOLD_DATA names another one.\n`,
  })
})

test("a database of another program's is one sentence and exit code 2", async () => {
  mkdirSync(join(folder, 'data'))
  const other = new DatabaseSync(join(folder, 'data', 'unfold.db'))
  other.exec('CREATE TABLE children (toys)')
  other.close()
  const { code, err } = await start({}).ended
  expect({ code, err }).toEqual({
    code: 2,
    err: "The database could not be brought to this version: table children already exists. Is it another program's?\n",
  })
})

test('a second server on the same folder is one sentence and exit code 2, and the first goes on', async () => {
  const first = start({})
  const port = await first.ready
  const { code, err } = await start({}).ended
  expect(code).toBe(2)
  expect(err).toBe(`The data folder ${join(folder, 'data')} is in use by another Unfold server.\n`)
  await untilReady(port)
})

test('after a kill the folder is free, and the secret is the same file that only its owner reads', async () => {
  const first = start({})
  await first.ready
  const secret = join(folder, 'data', 'secret')
  const written = readFileSync(secret, 'utf8')
  expect(written.trim().length).toBeGreaterThan(32)
  expect(statSync(secret).mode & 0o777).toBe(0o600)
  first.child.kill('SIGKILL')
  await first.ended
  await start({}).ready
  expect(readFileSync(secret, 'utf8')).toBe(written)
})

test('a stop sends readers away with a time to come back, hands the run over, and the next start ends it', async () => {
  const first = start({ UNFOLD_OFFLINE_TOKENS_PER_S: '20' })
  const port = await first.ready
  const path = '/api/v1/stories/generate/stream?child_id=1&theme=space'
  const stream = await fetch(`http://localhost:${port}${path}`)
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('"content"')) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended early: ${text}`)
    text += value
  }
  first.child.kill('SIGTERM')
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value
  expect(text.slice(text.lastIndexOf('retry:'))).toMatch(/^retry: \d+\n\n$/)
  expect((await first.ended).code).toBe(0)

  const second = await start({ UNFOLD_OFFLINE_TOKENS_PER_S: '0' }).ready
  const lastId = [...text.matchAll(/^id: (.+)$/gm)].at(-1)![1]!
  const rest = await (
    await fetch(`http://localhost:${second}${path}`, { headers: { 'last-event-id': lastId } })
  ).text()
  expect(rest).toContain('"type":"complete"')
  expect(rest).not.toContain(`id: ${lastId}\n`)
})

test('a store that a newer version has written is refused in one sentence, with the way back', async () => {
  const first = start({})
  await first.ready
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  const database = new DatabaseSync(join(folder, 'data', 'unfold.db'))
  database.exec("INSERT INTO unfold_migrations (name, step, at) VALUES ('unfold', 999, 0)")
  database.close()
  const { code, err } = await start({}).ended
  expect(err).toMatch(/^A newer version has written this store .* restore the back-up taken before it\.\n$/)
  expect(code).toBe(2)
})
