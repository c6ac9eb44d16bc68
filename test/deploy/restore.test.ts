import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { createRunReader, type RunReader, type RunReaderOptions, type RunView } from 'unfold/client'
import { foldAll, type RunState } from 'unfold/protocol'
import type { RecordedRequest } from 'unfold/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../../packages/unfold/src/testing/postgres-server.ts'
import { holdStory, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'
import {
  answerRest,
  briefOf,
  remainderOf,
  type ScriptedChapter,
  scriptedChapter,
} from '../stories/chapters.ts'

const UNFOLD = fileURLToPath(new URL('../../apps/server/bin/unfold.js', import.meta.url))

let postgres: PostgresServer
let folder: string
beforeAll(async () => {
  postgres = await startPostgres()
  folder = mkdtempSync(path.join(tmpdir(), 'unfold-restore-'))
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  // The server may be a lent one, which outlives this.
  for (const name of ['live', 'copy'])
    if (postgres) await query(`DROP DATABASE IF EXISTS ${databaseName(name)} WITH (FORCE)`)
  await postgres?.[Symbol.asyncDispose]()
})

const STORES = {
  SQLite: async () => {
    const [live, copy] = ['live', 'copy'].map((name) => path.join(folder, name))
    mkdirSync(copy!)
    return {
      live: { UNFOLD_DATA: live! },
      copy: { UNFOLD_DATA: copy! },
      backUp: async () =>
        expect(unfold({ UNFOLD_DATA: live! }, 'backup', path.join(copy!, 'unfold.db')).status).toBe(0),
    }
  },
  PostgreSQL: async () => {
    await query(`CREATE DATABASE ${databaseName('live')}`)
    return {
      live: { DATABASE_URL: databaseUrl('live') },
      copy: { DATABASE_URL: databaseUrl('copy') },
      backUp: () => copyDatabase('live', 'copy'),
    }
  },
}

/** The first goes one way, and a restore goes back behind it and another way. */
const FIRST = scriptedChapter()
const SECOND: ScriptedChapter = {
  ...scriptedChapter(2),
  paragraphs: [...FIRST.paragraphs.slice(0, 3), ...scriptedChapter(2).paragraphs.slice(3)],
}

test.each(Object.entries(STORES))(
  '%s: restored, every story is there, and readers from before are told so and end with the restored log',
  async (_, open) => {
    const store = await open()
    await using disposables = new AsyncDisposableStack()
    const first = disposables.use(await StoryServer.start(store.live))
    const finished = await first.startRun('finished')
    await expect.poll(async () => (await first.state(finished)).status, PATIENCE).toBe('completed')

    const early = holdStory('walked to the bridge', restOf(FIRST))
    first.play('space', early.script)
    const told = await StoryStream.open(first.streamUrl({ child_id: 1, theme: 'space' }))
    await early.reached
    const [{ runId }] = await first.runs()
    await told.until(() => told.prose.includes('Mia to number 2'))
    await first.process.kill('SIGKILL')
    await store.backUp()

    // What happens after the copy is what the restore loses, and what readers from before have seen.
    const late = holdStory('"question"', restOf(FIRST))
    first.play('space', late.script)
    await first.process.start()
    early.release()
    let server = first.url
    const readers = await Promise.all(
      (['sse', 'poll'] as const).map((transport) =>
        readUntil(disposables, { runId, transport, fetch: to(() => server) }, 'Mia to number 3'),
      ),
    )
    const native = await lastEventId(`${first.url}/api/runs/${runId}/stream`, 'Mia to number 3')
    const dialect = await lastEventId(first.streamUrl({ child_id: 1, theme: 'space' }), 'Mia to number 3')
    const cursors = readers.map(({ reader }) => reader.getState().run.cursor)
    await first.process.kill('SIGKILL')

    const restored = unfold(store.copy, 'restored')
    expect(restored).toMatchObject({ status: 0, stderr: expect.stringContaining('which holds 2 runs') })
    const second = disposables.use(await StoryServer.start(store.copy))
    second.play('space', (request) => answerRest(SECOND, request))
    expect(await second.json(`/api/runs/${finished}`)).toMatchObject({ status: 'completed' })
    await expect.poll(async () => (await second.state(runId)).status, PATIENCE).toBe('completed')

    const state = await second.state(runId)
    // Their places lie in the restored log, and mean other events there.
    for (const cursor of cursors) expect(cursor).toBeLessThan(state.cursor)
    server = second.url
    for (const { reader, resets } of readers) {
      reader.wake()
      await viewOf(reader, ({ connection }) => connection.phase === 'ended')
      expect(reader.getState().run).toEqual(state)
      expect(resets).toEqual([state.cursor])
    }

    const frames = await read(`${second.url}/api/runs/${runId}/stream`, native)
    expect(frames.map(({ event }) => event)).toEqual(['reset'])
    expect((JSON.parse(frames[0]!.data) as { state: RunState }).state).toEqual(state)
    expect(foldAll(await second.events(runId))).toEqual(state)
    const seed = second.streamUrl({ child_id: 1, theme: 'space' })
    const [reset, ...story] = await read(seed, dialect)
    expect(reset!.event).toBe('reset')
    expect(story).toEqual(await read(seed))
    expect(story.at(-1)!.data).toContain('trip 2')

    // What was shown before the copy was taken still stands, and was not asked for again.
    expect(state.parts[0]!.value).toBe(FIRST.paragraphs[0])
    expect(second.asked('space').every((request) => 'committed' in briefOf(request))).toBe(true)
  },
  180_000,
)

const PATIENCE = { timeout: 60_000 }

const restOf = (chapter: ScriptedChapter) => (request: RecordedRequest) =>
  remainderOf(chapter, briefOf(request))

/** The address of whichever server stands there now. */
function to(origin: () => string): typeof fetch {
  return (url, init) => fetch(`${origin()}${url as string}`, init)
}

async function readUntil(
  disposables: AsyncDisposableStack,
  options: Partial<RunReaderOptions> & { runId: string },
  words: string,
) {
  const resets: number[] = []
  const reader = createRunReader({ ...options, onReset: ({ cursor }) => resets.push(cursor) })
  disposables.defer(reader.subscribe(() => {}))
  await viewOf(reader, ({ run }) => run.parts.some(({ text }) => text.includes(words)))
  return { reader, resets }
}

function viewOf(reader: RunReader, fits: (view: RunView) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(reader.getState())) return
      queueMicrotask(() => unsubscribe())
      resolve()
    }
    const unsubscribe = reader.subscribe(look)
    look()
  })
}

interface Frame {
  id: string
  event: string
  data: string
}

/** Every frame to the end of the answer, or to the one that `fits`. */
async function read(url: string, lastEventId?: string, fits?: (frame: Frame) => boolean): Promise<Frame[]> {
  const stop = new AbortController()
  const response = await fetch(url, {
    signal: stop.signal,
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  })
  expect(response.status).toBe(200)
  const frames: Frame[] = []
  let rest = ''
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const pieces = (rest + text).split('\n\n')
    rest = pieces.pop()!
    for (const piece of pieces) {
      const match = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(piece)
      if (match) frames.push({ id: match[1]!, event: match[2]!, data: match[3]! })
      if (match && fits?.(frames.at(-1)!)) {
        stop.abort()
        return frames
      }
    }
  }
  return frames
}

/** What an `EventSource` would come back with. */
async function lastEventId(url: string, words: string): Promise<string> {
  return (await read(url, undefined, ({ data }) => data.includes(words))).at(-1)!.id
}

function unfold(env: NodeJS.ProcessEnv, ...args: string[]) {
  return spawnSync(process.execPath, [UNFOLD, ...args], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  })
}

function databaseName(name: string): string {
  return `unfold_${name}_${process.pid}`
}

function databaseUrl(name: string): string {
  const url = new URL(postgres.url)
  url.pathname = `/${databaseName(name)}`
  return url.href
}

/** Nobody is connected to it any more: a byte-for-byte copy, as a base back-up is one. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const [source, target] = [databaseName(from), databaseName(to)]
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
