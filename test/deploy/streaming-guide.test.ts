import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ServerProcess } from '../harness/server-process.ts'

/** Every program in docs/streaming-guide.md, as it stands there: only the address is put in. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const guide = readFileSync(fileURLToPath(new URL('../../docs/streaming-guide.md', import.meta.url)), 'utf8')
const sections = guide.split(/^## /m).slice(1)
const programs = sections.flatMap((section) => {
  const heading = section.slice(0, section.indexOf('\n'))
  return [...section.matchAll(/^```(\w+)( \w+)?\n([\s\S]*?)^```$/gm)].map(
    ([, language, flag = '', code]) => ({ heading, language: language!, flag: flag.trim(), code: code! }),
  )
})

let server: ServerProcess
beforeAll(async () => {
  server = await ServerProcess.start({ UNFOLD_LIMIT_CONCURRENT_RUNS: '50' })
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const curlIsHere = spawnSync('curl', ['--version']).status === 0
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import httpx']).status === 0,
)

test('the guide has a program for every way to read', () => {
  expect(programs.map(({ heading, language }) => `${heading}: ${language}`)).toEqual([
    'curl: sh',
    'fetch: js',
    'EventSource: js',
    'Python: python',
    'Node, with the library: js',
    'Polling: js',
    'The story endpoint: sh',
  ])
})

test.each(programs)(
  '$heading: the program reads a story to its end',
  async ({ heading, language, flag, code }) => {
    const placed = code.replaceAll('http://localhost:8000', server.url)
    expect(placed).not.toBe(code)
    const { status, out, err } = await runProgram(language, flag, placed)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    if (heading === 'The story endpoint')
      expect(out).toMatch(/event: story_chunk\ndata: \{"type": ?"complete"/)
    else expect(out).toMatch(/run\.completed|^completed/m)
    // Its words were there, and not its end alone.
    expect(out).toMatch(/^text|paragraph|"content"/m)
  },
  60_000,
)

test('started twice, the curl program replays one run', async () => {
  const { code } = programs.find(({ heading }) => heading === 'curl')!
  const again = await runProgram('sh', '', code.replaceAll('http://localhost:8000', server.url))
  const runs = (await (await fetch(`${server.url}/api/runs?limit=100`)).json()) as {
    runs: { runId: string }[]
  }
  expect(again.out).toContain('event: run.completed')
  // One for each program, the story endpoint's included.
  expect(runs.runs).toHaveLength(programs.length)
}, 60_000)

interface Ended {
  status: number | null
  out: string
  err: string
}

function runProgram(language: string, flag: string, code: string): Promise<Ended> {
  if (language === 'sh')
    return curlIsHere ? run('sh', ['-e'], code) : run(process.execPath, NODE, inFetch(code))
  if (language === 'python') {
    return python === undefined ? run(process.execPath, NODE, withoutPython(code)) : run(python, ['-'], code)
  }
  return run(process.execPath, flag === 'eventsource' ? [...NODE, '--experimental-eventsource'] : NODE, code)
}

const NODE = ['--no-warnings', '--input-type=module']

async function run(command: string, args: string[], code: string): Promise<Ended> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin.end(code)
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, out, err }
}

/** The same requests where there is no curl: a start where one is made, then the stream. */
function inFetch(code: string): string {
  const body = /-d '([^']*)'/.exec(code)?.[1]
  const key = /idempotency-key: ([\w-]+)/.exec(code)?.[1]
  const [first, second] = [...code.matchAll(/(http:\/\/[^\s"]+)/g)].map((match) => match[1])
  if (body === undefined) return `process.stdout.write(await (await fetch('${first}')).text())`
  return `
    const headers = { 'content-type': 'application/json', 'idempotency-key': '${key}' }
    const started = await fetch('${first}', { method: 'POST', headers, body: '${body}' })
    const { runId } = await started.json()
    process.stdout.write(await (await fetch('${second}'.replace('$RUN', runId))).text())`
}

/** The same loop where no Python has httpx: its addresses and its words, read line by line. */
function withoutPython(code: string): string {
  const server = /SERVER = "(.*)"/.exec(code)![1]
  const [, path, body] = /client\.post\("(.*?)", json=(\{.*?\})\)/.exec(code)!
  const stream = /f"(\/.*?)", params/.exec(code)![1]!.replace('{run}', '${runId}')
  return `
    const headers = { 'content-type': 'application/json' }
    const started = await fetch('${server}${path}', { method: 'POST', headers, body: JSON.stringify(${body}) })
    const { runId } = await started.json()
    const response = await fetch(\`${server}${stream}?after=0\`)
    for (const line of (await response.text()).split('\\n')) {
      if (!line.startsWith('data: ')) continue
      const event = JSON.parse(line.slice(6))
      console.log(event.type, event.text ?? '')
    }`
}
