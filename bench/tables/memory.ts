import { setTimeout as wait } from 'node:timers/promises'
import { openProvider, SLOW_FIRST } from '../rig/provider.ts'
import { figure, type Report } from '../rig/report.ts'
import { type Ask, openRun } from '../rig/run-client.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { startSubject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const SIZES = [100, 1000]
const AI_SDK = 'AI SDK pipe'
const UNFOLD = 'Unfold on node:http'
const SERVERS: Record<string, { file: string; warm: Ask; slow: Ask }> = {
  'byte proxy (floor)': { file: 'proxy', warm: { get: '/run/burst' }, slow: { get: '/run/slow' } },
  [AI_SDK]: { file: 'ai-sdk', warm: { get: '/run/burst' }, slow: { get: '/run/slow' } },
  'LangGraph.js graph': { file: 'langgraph', warm: { get: '/run/burst' }, slow: { get: '/run/slow' } },
  [UNFOLD]: {
    file: 'library',
    warm: { start: 'answer', body: { model: 'burst' } },
    slow: { start: 'answer', body: { model: 'slow' } },
  },
}

/** Live heap per open run: so many runs that had their first tokens and now get one a second, each with a reader. */
export async function measureMemory({ quick, only, progress }: TableOptions): Promise<Report> {
  const rounds = quick ? 1 : 2
  const samples = new Samples()
  const names = Object.keys(SERVERS).filter(only)
  const readNeighbours = createNeighbourMeter()
  for (let round = 0; round < rounds; round++) {
    for (const size of SIZES) {
      for (const name of names) {
        readNeighbours()
        const sample = { ...(await holdOpen(SERVERS[name]!, size)), neighbours: readNeighbours() }
        samples.add(name, size, sample)
        progress(`memory, round ${round + 1}, ${size} runs, ${name}: ${figure(sample.heapKb)} KB/run`)
      }
    }
  }
  const heap = (name: string, size: number) => samples.median(name, size, 'heapKb')
  return {
    title: 'Memory: live heap per open run',
    about: `KB per run, ${SLOW_FIRST} tokens in, then one token a second, each run with one connected reader. Live heap after a collection; RSS beside it.`,
    rows: names.map((name) => ({
      server: name,
      ...Object.fromEntries(
        SIZES.flatMap((size) => [
          [`heap KB/run, ${size} runs`, figure(heap(name, size))],
          [`RSS KB/run, ${size} runs`, figure(samples.median(name, size, 'rssKb'))],
        ]),
      ),
    })),
    goals: SIZES.map((size) => ({
      text: `at ${size} runs at most a quarter of the AI SDK pipe's live heap`,
      measured: `${figure(heap(UNFOLD, size))} KB of ${figure(heap(AI_SDK, size))} KB, 1/${figure(heap(AI_SDK, size) / heap(UNFOLD, size))}`,
      met: heap(UNFOLD, size) * 4 <= heap(AI_SDK, size),
    })),
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

const READY_MS = 60_000

/** A process of its own for each figure: the heap that an earlier one left behind would hide the growth. */
async function holdOpen({ file, warm, slow }: (typeof SERVERS)[string], size: number) {
  const provider = await openProvider()
  const subject = await startSubject(file, { PROVIDER: provider.url })
  for (let i = 0; i < 40; i++) await openRun(subject.port, warm, { keep: false }).done
  await wait(1000)
  const before = await subject.memory()
  const clients = []
  for (let i = 0; i < size; i++) {
    clients.push(openRun(subject.port, slow, { keep: false }))
    if (i % 20 === 19) await wait(5)
  }
  const until = performance.now() + READY_MS
  while (clients.some((client) => client.marks() < SLOW_FIRST)) {
    if (performance.now() > until) throw new Error(`${file}: not all of ${size} runs got their first tokens`)
    await wait(50)
  }
  await wait(3000)
  const after = await subject.memory()
  for (const client of clients) client.abort()
  provider.close()
  await subject.stop()
  return {
    heapKb: (after.heapUsed - before.heapUsed) / 1024 / size,
    externalKb: (after.external - before.external) / 1024 / size,
    rssKb: (after.rss - before.rss) / 1024 / size,
  }
}
