import { setTimeout as wait } from 'node:timers/promises'
import { DURABLE_STREAM_PATH, openDurableStream } from '../rig/durable-streams.ts'
import { type LoadClient, openLoadClient } from '../rig/load-client.ts'
import type { Pace } from '../rig/publishing.ts'
import { figure, type Goal, type Report } from '../rig/report.ts'
import { readCursor, startRun } from '../rig/run-client.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { startSubject, type Subject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const SIZES = [1, 100, 1000, 5000]
const PER_SECOND = 20
const FLOOR = 'Node, one shared buffer (floor)'
const UNFOLD = 'Unfold on node:http'
const ON_DISK = 'Durable Streams, on disk'
const IN_MEMORY = 'Durable Streams, in memory'

interface Stage {
  /** Where a reader gets what is published from now on. */
  path: () => Promise<string>
  publish: (pace: Pace) => Promise<unknown>
}

interface Server {
  file: string
  env?: Record<string, string>
  /** What is needed before readers can come. */
  prepare: (subject: Subject) => Promise<Stage>
}

const inProcess = async (subject: Subject): Promise<Stage> => ({
  path: async () => '/',
  publish: (pace) => subject.ask('publish', pace),
})
const durable = async (subject: Subject): Promise<Stage> => ({
  path: async () => DURABLE_STREAM_PATH,
  publish: await openDurableStream(subject.port),
})

const ticking = async (subject: Subject): Promise<Stage> => {
  const runId = await startRun(subject.port, 'ticker', {})
  const path = async () => `/api/runs/${runId}/stream?after=${await readCursor(subject.port, runId)}`
  return { ...(await inProcess(subject)), path }
}

const SERVERS: Record<string, Server> = {
  [FLOOR]: { file: 'shared-buffer', prepare: inProcess },
  [UNFOLD]: { file: 'library', prepare: ticking },
  'Unfold, whole server': { file: 'whole-server', prepare: ticking },
  'better-sse': { file: 'better-sse', prepare: inProcess },
  [IN_MEMORY]: { file: 'durable-streams', prepare: durable },
  [ON_DISK]: { file: 'durable-streams', env: { DISK: '1' }, prepare: durable },
}

/** How long from the publisher's hand to the reader's, and what a connected reader costs. */
export async function measureFanOut({ quick, only, progress }: TableOptions): Promise<Report> {
  const rounds = quick ? 1 : 3
  const seconds = quick ? 2 : 5
  const samples = new Samples()
  const names = Object.keys(SERVERS).filter(only)
  const readNeighbours = createNeighbourMeter()
  for (let round = 0; round < rounds; round++) {
    for (const size of SIZES) {
      for (const name of names) {
        readNeighbours()
        const sample = { ...(await listen(SERVERS[name]!, size, seconds)), neighbours: readNeighbours() }
        samples.add(name, size, sample)
        progress(
          `fanout, round ${round + 1}, ${size} readers, ${name}: p50 ${figure(sample.p50)} p99 ${figure(sample.p99)} ms, ${figure(sample.kb)} KB/reader`,
        )
      }
    }
  }
  const median = (name: string, size: number, what: string) => samples.median(name, size, what)
  return {
    title: 'Fan-out: one live run, many readers',
    about:
      `${PER_SECOND} events a second of 200 bytes. Milliseconds from the publisher's stamp to the reader's socket: for Unfold from the flow's call of ` +
      'text() over the commit (FULL) to the reader; for Durable Streams from the POST to it, which is its way in; for the others, which store nothing, from the call in their own process. ' +
      'Memory is RSS after a collection, growth per connected reader before the first event. Below 100 % delivered a server did not keep up.',
    rows: names.flatMap((name) =>
      SIZES.map((size) => ({
        server: name,
        readers: size,
        'p50 ms': figure(median(name, size, 'p50')),
        'p99 ms': figure(median(name, size, 'p99')),
        'delivered %': figure(median(name, size, 'delivered') * 100),
        'us CPU/delivery': figure(median(name, size, 'usPerDelivery')),
        'KB/reader': size < 100 ? '' : figure(median(name, size, 'kb')),
      })),
    ),
    goals: goalsFrom(median),
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

function goalsFrom(median: (name: string, size: number, what: string) => number): Goal[] {
  const faster = (other: string, sizes: number[], text: string): Goal => ({
    text: `faster to the screen than ${text}`,
    measured: sizes
      .map((n) => `${n}: ${figure(median(UNFOLD, n, 'p50'))} of ${figure(median(other, n, 'p50'))} ms`)
      .join(', '),
    met: sizes.every((n) => median(UNFOLD, n, 'p50') < median(other, n, 'p50')),
  })
  const near = (what: string, text: string, unit: string): Goal => {
    const ours = median(UNFOLD, 5000, what)
    const floor = median(FLOOR, 5000, what)
    return {
      text: `${text} at 5000 readers within 1.1x of the floor's`,
      measured: `${figure(ours)} of ${figure(floor)} ${unit}, ${figure(ours / floor)}x`,
      met: ours <= floor * 1.1,
    }
  }
  return [
    faster(ON_DISK, SIZES, 'the Durable Streams reference on disk at every count'),
    faster(IN_MEMORY, [100, 1000, 5000], 'the reference in memory from 100 readers up'),
    near('p50', 'latency (p50)', 'ms'),
    near('p99', 'latency (p99)', 'ms'),
    near('kb', 'memory per reader', 'KB'),
  ]
}

/** One server with so many readers, in a process of its own. */
async function listen({ file, env, prepare }: Server, size: number, seconds: number) {
  const subject = await startSubject(file, env)
  const { path, publish } = await prepare(subject)
  const warm = await openLoadClient(subject.port, 20, await path())
  await publish({ events: 60, perSecond: 100 })
  await warm.stop()
  await wait(500)
  const { rss: before } = await subject.memory()
  const client = await openLoadClient(subject.port, size, await path())
  await wait(500)
  const { rss: after } = await subject.memory()
  await publish({ events: 10, perSecond: PER_SECOND })
  await settle(client, 10 * size)
  await client.reset()

  const events = PER_SECOND * seconds
  const cpuBefore = await subject.cpuUs()
  // A server that is late by more than this has not kept up, and is not waited for.
  const published = publish({ events, perSecond: PER_SECOND })
  await Promise.race([published.catch(() => {}), wait(seconds * 1000 + LATE_MS)])
  const arrived = await settle(client, events * size)
  const cpuUs = (await subject.cpuUs()) - cpuBefore
  published.catch(() => {})
  await client.stop()
  await subject.stop()
  if (arrived.lost > 0) throw new Error(`${file}: ${arrived.lost} of ${size} readers were cut off`)
  return {
    p50: arrived.p50,
    p99: arrived.p99,
    delivered: arrived.events / (events * size),
    usPerDelivery: cpuUs / arrived.events,
    kb: (after - before) / 1024 / size,
  }
}

const LATE_MS = 10_000

/** Until all has come, or nothing more comes. */
async function settle(client: LoadClient, expected: number) {
  let last = -1
  for (let still = 0; ;) {
    const arrivals = await client.stats()
    if (arrivals.events >= expected || still >= 20) return arrivals
    still = arrivals.events === last ? still + 1 : 0
    last = arrivals.events
    await wait(100)
  }
}
