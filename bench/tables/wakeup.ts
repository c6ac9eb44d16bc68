import { get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { hasRedis, startRedis } from '../../packages/unfold/src/testing/redis-server.ts'
import { figure, type Report } from '../rig/report.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { createDatabase, startDurablePostgres } from '../rig/stores.ts'
import { startSubject, type Subject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const RUNS = 50
const PER_SECOND = 1000
const READY_MS = 30_000
const ALONE = 'PostgreSQL alone'
const WITH_REDIS = 'PostgreSQL and Redis'

/** From the commit in a worker's process to a reader's socket on another: what a hint and a read of the log take. */
export async function measureWakeUp({ quick, only, progress }: TableOptions): Promise<Report> {
  const samples = new Samples()
  const names = [ALONE, ...(hasRedis ? [WITH_REDIS] : [])].filter(only)
  const readNeighbours = createNeighbourMeter()
  await using postgres = await startDurablePostgres()
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    for (const name of names) {
      const redis = name === WITH_REDIS ? await startRedis() : null
      const env = { DATABASE_URL: await createDatabase(postgres), REDIS_URL: redis?.url ?? '' }
      const api = await startSubject('cluster-server', { ...env, BENCH_ROLE: 'api' })
      const other = await startSubject('cluster-server', { ...env, BENCH_ROLE: 'api' })
      const worker = await startSubject('cluster-server', { ...env, BENCH_ROLE: 'worker' })
      const readers = await openReaders(api, other, worker)
      await publish(worker, readers, 2)
      readNeighbours()
      const apiBefore = await api.cpuUs()
      const seconds = quick ? 4 : 10
      const delays = await publish(worker, readers, seconds)
      const sample = {
        p50: quantile(delays, 0.5),
        p99: quantile(delays, 0.99),
        worst: delays.at(-1)!,
        apiCpuUs: ((await api.cpuUs()) - apiBefore) / delays.length,
        neighbours: readNeighbours(),
      }
      samples.add(name, RUNS, sample)
      progress(
        `wakeup, round ${round + 1}, ${name}: p50 ${figure(sample.p50)} ms, p99 ${figure(sample.p99)} ms`,
      )
      for (const { close } of readers.values()) close()
      await Promise.all([api, other, worker].map((subject) => subject.stop()))
      await redis?.[Symbol.asyncDispose]()
    }
  }
  const of = (name: string, what: string) => samples.median(name, RUNS, what)
  return {
    title: 'Wake-ups: from a commit in one process to a reader on another',
    about: `${RUNS} runs in a worker process commit ${PER_SECOND} events a second together; each has a reader on API process 1, started through API process 2. Milliseconds from the commit's answer in the worker to the reader's socket.${hasRedis ? '' : ' There is no Redis on this machine.'}`,
    rows: names.map((name) => ({
      backend: name,
      'p50 ms': figure(of(name, 'p50')),
      'p99 ms': figure(of(name, 'p99')),
      'worst ms': figure(of(name, 'worst')),
      'CPU of the API, us/event': figure(of(name, 'apiCpuUs')),
    })),
    goals: names.flatMap((name) => [
      {
        text: `${name}: p50 within 15 ms`,
        measured: `${figure(of(name, 'p50'))} ms`,
        met: of(name, 'p50') <= 15,
      },
      {
        text: `${name}: p99 within 60 ms`,
        measured: `${figure(of(name, 'p99'))} ms`,
        met: of(name, 'p99') <= 60,
      },
    ]),
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

interface ArrivalReader {
  /** When each event was here, by its number. */
  arrived: Map<number, number>
  close: () => void
}

/** Runs accepted by one API process, executed by the worker, read on the other API process. */
async function openReaders(
  api: Subject,
  other: Subject,
  worker: Subject,
): Promise<Map<string, ArrivalReader>> {
  const readers = new Map<string, ArrivalReader>()
  for (let n = 0; n < RUNS; n++) {
    const response = await fetch(`http://127.0.0.1:${other.port}/api/runs/pulse`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ n }),
    })
    if (response.status !== 201) throw new Error(`a start was answered ${response.status}`)
    const { runId } = (await response.json()) as { runId: string }
    readers.set(runId, read(`http://127.0.0.1:${api.port}/api/runs/${runId}/stream`))
  }
  await until('not all runs were taken up', async () => (await worker.ask('open')) === RUNS)
  return readers
}

function read(url: string): ArrivalReader {
  const arrived = new Map<number, number>()
  const request = get(url, { agent: false }, (response) => {
    let rest = ''
    response.setEncoding('latin1').on('data', (text: string) => {
      const at = Number(process.hrtime.bigint() / 1000n)
      const frames = (rest + text).split('\n\n')
      rest = frames.pop()!
      for (const frame of frames) {
        const id = /^id: (\d+)/.exec(frame)
        if (id) arrived.set(Number(id[1]), at)
      }
    })
    response.on('error', () => {})
  })
  request.on('error', () => {})
  return { arrived, close: () => request.destroy() }
}

/** Every delay in ms, the shortest first. A lost event would be the best figure of the table: it stops the bench. */
async function publish(
  worker: Subject,
  readers: Map<string, ArrivalReader>,
  seconds: number,
): Promise<number[]> {
  const events = PER_SECOND * seconds
  await worker.ask('publish', { events, perSecond: PER_SECOND })
  const commits: [runId: string, seq: number, atUs: number][] = []
  await until('not all events were committed', async () => {
    commits.push(...(await worker.ask('committed')))
    return commits.length === events
  })
  await until('not all events arrived', async () =>
    commits.every(([runId, seq]) => readers.get(runId)!.arrived.has(seq)),
  )
  return commits
    .map(([runId, seq, at]) => (readers.get(runId)!.arrived.get(seq)! - at) / 1000)
    .toSorted((a, b) => a - b)
}

async function until(fault: string, holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + READY_MS
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(fault)
    await wait(50)
  }
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.ceil(q * sorted.length) - 1]!
}
