import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const REPOSITORY = path.join(HERE, '../..')
const NOTES = [
  'The boiler was looked at on Monday. It is an old one.',
  'A new valve, two pipes and one tap are to be ordered before the end of this week! Ask Dana.',
  'Nobody came.',
]
const SUMMARIES = [
  'The boiler was looked at on Monday.',
  'A new valve, two pipes and one tap are to be ordered before the end of this week!',
  'Nobody came.',
]

let folder: string
const started: ChildProcess[] = []

/** The example as a stranger has it: its own files, and the packed library in `node_modules`. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unfold-own-flow-'))
  for (const file of ['index.ts', 'summarise.ts', 'package.json']) {
    cpSync(path.join(HERE, file), path.join(folder, file))
  }
  const pack = path.join(REPOSITORY, 'packages/unfold/scripts/pack.ts')
  const tarball = execFileSync(process.execPath, [pack, folder], { encoding: 'utf8' }).trim()
  const library = path.join(folder, 'node_modules/unfold')
  mkdirSync(library, { recursive: true })
  execFileSync('tar', ['xzf', tarball, '-C', library, '--strip-components=1'])
  symlinkSync(path.join(REPOSITORY, 'node_modules/@types'), path.join(folder, 'node_modules/@types'))
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(library, 'package.json'), 'utf8'),
  )
  // Peers are the reader's own choice; the doors of the hook and of the cluster need theirs to open.
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
    if (name.includes('/')) continue
    symlinkSync(path.join(REPOSITORY, 'node_modules', name), path.join(folder, 'node_modules', name))
  }
}, 60_000)

afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Example {
  url: string
  /** Words that its slow model made, in order. */
  made: string[]
  kill(): Promise<void>
}

async function start(data: string): Promise<Example> {
  const child = spawn(process.execPath, ['index.ts'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const made: string[] = []
  const ready = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('made:')) made.push(line.slice('made:'.length))
    const url = /^Ready at (http:\S+)\. /.exec(line)?.[1]
    if (url) ready.resolve(url)
  })
  child.once('exit', () => ready.reject(new Error('the example has ended')))
  return {
    url: await ready.promise,
    made,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}

type Event = { seq: number; type: string; [field: string]: any }

/** Long polls until the condition holds. */
async function readUntil(url: string, runId: string, done: (events: Event[]) => boolean): Promise<Event[]> {
  const events: Event[] = []
  while (!done(events)) {
    const after = events.at(-1)?.seq ?? 0
    const answer = await fetch(`${url}/api/runs/${runId}/events?after=${after}&wait=5`)
    expect(answer.status).toBe(200)
    events.push(...((await answer.json()) as { events: Event[] }).events)
  }
  return events
}

const textOf = (events: Event[], part: string) =>
  events.flatMap((event) => (event.type === 'text' && event.part === part ? event.text : [])).join('')

test('every door of the packed library opens in plain Node', () => {
  const manifest = JSON.parse(
    readFileSync(path.join(folder, 'node_modules/unfold/package.json'), 'utf8'),
  ) as { exports: { [door: string]: unknown } }
  const doors = Object.keys(manifest.exports)
  const program = doors.map((door) => `await import('unfold/${door.slice(2)}')`).join('\n')
  execFileSync(process.execPath, ['--no-strip-types', '--input-type=module', '-e', program], { cwd: folder })
  expect(doors.length).toBeGreaterThanOrEqual(10)
})

test('a killed run goes on from its last committed word, and makes nothing again that it had shown', async () => {
  const data = path.join(folder, 'data')
  const first = await start(data)
  const answer = await fetch(`${first.url}/api/runs/digest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ notes: NOTES }),
  })
  expect(answer.status).toBe(201)
  const { runId } = (await answer.json()) as { runId: string }
  const seen = await readUntil(first.url, runId, (events) => textOf(events, 'note-2').split(' ').length > 4)
  await first.kill()

  const second = await start(data)
  const events = await readUntil(second.url, runId, (all) => all.at(-1)?.type.startsWith('run.c') === true)
  expect(events.at(-1)).toMatchObject({
    type: 'run.completed',
    output: { title: '3 notes in short', summaries: SUMMARIES },
  })
  expect(events.slice(0, seen.length)).toEqual(seen)
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  for (const [index, summary] of SUMMARIES.entries()) {
    const part = `note-${index + 1}`
    expect(textOf(events, part)).toBe(summary)
    expect(events.filter((event) => event.type === 'part' && event.part === part)).toHaveLength(1)
  }

  const takeover = events.findIndex((event) => event.type === 'run.started' && event.attempt === 2)
  const kept = textOf(events.slice(0, takeover), 'note-2')
  expect(kept).not.toBe('')
  expect(second.made.join('')).toBe(SUMMARIES[1]!.slice(kept.length) + SUMMARIES[2])
}, 60_000)

test("the program in the library's README is whole: it fits a strict compiler, and runs as it stands", async () => {
  const readme = readFileSync(path.join(REPOSITORY, 'packages/unfold/README.md'), 'utf8')
  const [index, summarise] = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!)
  const project = path.join(folder, 'readme')
  mkdirSync(project)
  writeFileSync(path.join(project, 'index.ts'), index!)
  writeFileSync(path.join(project, 'summarise.ts'), summarise!)
  // A second flow of another shape stands beside the first.
  const second = `import { defineFlow, type Flow } from 'unfold/core'
    import { z } from 'zod'
    const a = defineFlow({ name: 'a', version: 1, input: z.object({ x: z.string() }), output: z.null(), run: async () => null })
    const b = defineFlow({ name: 'b', version: 1, input: z.object({ n: z.int() }), output: z.int(), run: async (_, { n }) => n })
    export const flows = new Map<string, Flow>([[a.name, a], [b.name, b]])
    // @ts-expect-error What a flow gives is of its output's shape.
    defineFlow({ name: 'c', version: 1, input: z.object({}), output: z.int(), run: async () => 'x' })`
  writeFileSync(path.join(project, 'second.ts'), second)
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }')
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT }))
  const tsc = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc')
  const compiled = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
  expect(compiled).toMatchObject({ status: 0, stdout: '', stderr: '' })

  await using free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo
  await free[Symbol.asyncDispose]()
  const child = spawn(process.execPath, ['index.ts'], {
    cwd: project,
    env: { ...process.env, PORT: String(port), DATA: path.join(project, 'data') },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  started.push(child)
  const url = `http://127.0.0.1:${port}`
  const body = /-d '(\{"notes.*?\})'/.exec(readme)![1]!
  const headers = { 'content-type': 'application/json' }
  const answer = await whenUp(child, () => fetch(`${url}/api/runs/digest`, { method: 'POST', headers, body }))
  const { runId } = (await answer.json()) as { runId: string }
  const events = await readUntil(url, runId, (all) => all.at(-1)?.type.startsWith('run.c') === true)
  expect(events.at(-1)).toMatchObject({
    type: 'run.completed',
    output: { summaries: ['The boiler needs a valve.'] },
  })
}, 60_000)

const STRICT = {
  target: 'es2024',
  lib: ['esnext'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  allowImportingTsExtensions: true,
  skipLibCheck: false,
  noEmit: true,
  types: ['node'],
}

/** The program says nothing when it listens: its first answer is the sign. */
async function whenUp(child: ChildProcess, ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (child.exitCode !== null) throw error
      await setTimeout(20)
    }
  }
}
