// npm run load [-- URL] [--streams=10] [--seconds=30] [--child=1] [--token=...] [--anywhere]
// Ten distinct stories held for 30 s, and another one begun whenever one ends. Without a URL on a server of its own.
import { parseArgs } from 'node:util'
import { ServerProcess } from '../test/harness/server-process.ts'

/** The reduced prototype's own figures, measured by its authors with Ollama on one machine. */
const REFERENCE = {
  firstByte: '< 500 ms',
  eventsPerS: '10-20',
  total: '30-60 s',
  streams: '5-10',
  memory: '50-100 MB',
}

interface Held {
  firstByteMs: number[]
  firstWordsMs: number[]
  totalMs: number[]
  /** While a stream is open. */
  openMs: number
  events: number
  bytes: number
  failures: string[]
}

interface Load {
  url: string
  streams: number
  seconds: number
  child: number
  token: string | undefined
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    streams: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '30' },
    child: { type: 'string', default: '1' },
    token: { type: 'string' },
    anywhere: { type: 'boolean', default: false },
  },
})
const load = {
  streams: wholeNumber('streams', values.streams, 200),
  seconds: wholeNumber('seconds', values.seconds, 300),
  child: wholeNumber('child', values.child, Number.MAX_SAFE_INTEGER),
  token: values.token,
}
const named = positionals[0]
if (named !== undefined && !values.anywhere && !isLoopback(named)) {
  fail('That is not this machine. Load is put on other machines only with --anywhere, by whoever owns them.')
}
if (named === undefined) {
  await using server = await ServerProcess.start({
    UNFOLD_OFFLINE_TOKENS_PER_S: '60',
    UNFOLD_LIMIT_CONCURRENT_RUNS: '1000',
    UNFOLD_LIMIT_STARTS_PER_HOUR: '100000',
    UNFOLD_LIMIT_TOKENS_PER_DAY: '999999999',
    UNFOLD_LOG: 'error',
  })
  await run({ ...load, url: server.url })
} else await run({ ...load, url: named.replace(/\/+$/, '') })

async function run(options: Load): Promise<void> {
  // Compiles the code and opens the store: what the first reader after a start pays is another question.
  await readStory(options, 'Warming up', newHeld(), AbortSignal.timeout(5000))
  const before = await residentBytes(options.url)
  let peak = before
  const sampler = setInterval(() => {
    void residentBytes(options.url).then((now) => (peak = Math.max(peak ?? 0, now ?? 0)))
  }, 1000)
  const held = newHeld()
  const signal = AbortSignal.timeout(options.seconds * 1000)
  const mark = Date.now().toString(36)
  await Promise.all(
    Array.from({ length: options.streams }, async (_, slot) => {
      for (let round = 1; !signal.aborted && held.failures.length < options.streams; round++) {
        await readStory(options, `Load ${mark} ${slot + 1} ${round}`, held, signal)
      }
    }),
  )
  clearInterval(sampler)
  print(options, held, before === null || peak === null ? null : (peak - before) / options.streams)
  if (held.failures.length > 0) process.exitCode = 1
}

/** Reads one story of its own until it ends or time is up. The run itself goes on: leaving stops nothing. */
async function readStory(options: Load, title: string, held: Held, signal: AbortSignal): Promise<void> {
  const query = new URLSearchParams({ child_id: String(options.child), theme: 'adventure', title })
  const headers = options.token === undefined ? undefined : { authorization: `Bearer ${options.token}` }
  const at = performance.now()
  let seen = 0
  let hasWords = false
  let isOver = false
  try {
    const response = await fetch(`${options.url}/api/v1/stories/generate/stream?${query}`, {
      signal,
      ...(headers ? { headers } : {}),
    })
    if (!response.ok) throw new Error(`answered ${response.status}: ${(await response.text()).slice(0, 200)}`)
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of response.body!) {
      if (seen === 0) held.firstByteMs.push(performance.now() - at)
      seen += chunk.length
      const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
      rest = frames.pop()!
      for (const frame of frames) {
        const type = /^data: \{"type": ?"(\w+)"/m.exec(frame)?.[1]
        if (type === undefined) continue
        held.events += 1
        if (type === 'content' && !hasWords) held.firstWordsMs.push(performance.now() - at)
        if (type === 'content') hasWords = true
        if (type === 'error') throw new Error(frame.slice(0, 200))
        isOver ||= type === 'complete'
      }
    }
    if (!isOver) throw new Error('was cut before its end')
    held.totalMs.push(performance.now() - at)
  } catch (error) {
    if (!signal.aborted) held.failures.push(`"${title}" ${(error as Error).message}`)
  } finally {
    held.openMs += performance.now() - at
    held.bytes += seen
  }
}

function print({ streams, seconds, url }: Load, held: Held, bytesPerStream: number | null): void {
  const eventsPerS = held.events / (held.openMs / 1000)
  const rows = [
    ['', 'prototype', 'here'],
    [
      'time to first byte',
      REFERENCE.firstByte,
      `p50 ${ms(held.firstByteMs, 0.5)}, worst ${ms(held.firstByteMs, 1)}`,
    ],
    ['first words of the story', '', `p50 ${ms(held.firstWordsMs, 0.5)}, worst ${ms(held.firstWordsMs, 1)}`],
    ['events a second and stream', REFERENCE.eventsPerS, eventsPerS.toFixed(1)],
    ['events a second, all streams', '', (held.events / seconds).toFixed(0)],
    ['a whole story', REFERENCE.total, `p50 ${ms(held.totalMs, 0.5)}, ${held.totalMs.length} ended`],
    ['streams at a time', REFERENCE.streams, String(streams)],
    [
      'memory per stream',
      REFERENCE.memory,
      bytesPerStream === null ? 'no /metrics' : `${(bytesPerStream / 1e6).toFixed(1)} MB`,
    ],
  ] as const
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  process.stdout.write(`${streams} distinct stories at a time for ${seconds} s, from ${url}\n\n`)
  for (const row of rows) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
  process.stdout.write(
    '\nMemory is the growth of the process from before the load to its peak, divided among the streams: it holds what the\ncollector has not taken yet. An event is a checked sentence, not a token. The prototype had a real model; here it is whatever\nthe server writes with.\n',
  )
  for (const failure of held.failures) process.stderr.write(`Failed: ${failure}\n`)
}

async function residentBytes(url: string): Promise<number | null> {
  const text = await fetch(`${url}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  )
  const value = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]
  return value === undefined ? null : Number(value)
}

function newHeld(): Held {
  return { firstByteMs: [], firstWordsMs: [], totalMs: [], openMs: 0, events: 0, bytes: 0, failures: [] }
}

function ms(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) return '-'
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) fail(`The address must be an http one, not "${url}".`)
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    fail(`--${name} must be a whole number from 1 to ${most}.`)
  return value
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
