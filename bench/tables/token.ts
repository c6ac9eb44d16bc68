import { openProvider, type Provider, TOKENS } from '../rig/provider.ts'
import { figure, type Report } from '../rig/report.ts'
import { type Ask, openRun } from '../rig/run-client.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { startSubject, type Subject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const SIZES = [1, 10, 100]
const FLOOR = 'byte proxy (floor)'
const AI_SDK = 'AI SDK pipe'
const UNFOLD = 'Unfold on node:http'
const PLAIN = { start: 'answer', body: { model: 'burst' } }

const SERVERS: Record<string, { file: string; ask: Ask }> = {
  [FLOOR]: { file: 'proxy', ask: { get: '/run/burst' } },
  [AI_SDK]: { file: 'ai-sdk', ask: { get: '/run/burst' } },
  'LangGraph.js graph': { file: 'langgraph', ask: { get: '/run/burst' } },
  [UNFOLD]: { file: 'library', ask: PLAIN },
  'Unfold, whole server': { file: 'whole-server', ask: PLAIN },
  'Unfold, whole server, gated story': {
    file: 'whole-server',
    ask: { start: 'story', body: { childId: 1, theme: 'space' } },
  },
}

/** CPU per token from the provider's bytes to the client's, in bursts. */
export async function measureTokenPath({ quick, only, progress }: TableOptions): Promise<Report> {
  const rounds = quick ? 1 : 5
  const leastCpuUs = quick ? 150_000 : 500_000
  const warmCpuUs = quick ? 1_000_000 : 3_000_000
  const samples = new Samples()
  const provider = await openProvider()
  const names = Object.keys(SERVERS).filter(only)
  const subjects = new Map<string, Subject>()
  for (const name of names) {
    const { file, ask } = SERVERS[name]!
    const subject = await startSubject(file, { PROVIDER: provider.url })
    subjects.set(name, subject)
    // By CPU, not by runs: what is long on the way is compiled late, and everybody gets the same time for it.
    const until = (await subject.cpuUs()) + warmCpuUs
    while ((await subject.cpuUs()) < until) await drive(subject.port, ask, 60, 10, provider)
  }
  const readNeighbours = createNeighbourMeter()
  for (let round = 0; round < rounds; round++) {
    for (const size of SIZES) {
      for (const name of names) {
        const subject = subjects.get(name)!
        const { ask } = SERVERS[name]!
        await drive(subject.port, ask, 2 * Math.min(size, 10), size, provider)
        readNeighbours()
        const before = await subject.cpuUs()
        const until = performance.now() + 6000
        let tokens = 0
        let cpuUs = 0
        do {
          tokens += await drive(subject.port, ask, Math.max(40, size * 2), size, provider)
          cpuUs = (await subject.cpuUs()) - before
        } while (cpuUs < leastCpuUs && performance.now() < until)
        const sample = { neighbours: readNeighbours(), usPerToken: cpuUs / tokens, tokens }
        samples.add(name, size, sample)
        progress(`token, round ${round + 1}, ${size} runs, ${name}: ${figure(sample.usPerToken)} us/token`)
      }
    }
  }
  for (const subject of subjects.values()) await subject.stop()
  provider.close()

  const us = (name: string, size: number) => samples.median(name, size, 'usPerToken')
  const ratio = us(AI_SDK, 10) / us(UNFOLD, 10)
  return {
    title: 'Token path: CPU per token, provider bytes to client bytes',
    about:
      'Microseconds of CPU of the serving process (all threads, garbage collection, the store included) per token of the model, ' +
      `bursts of ${TOKENS} tokens, 1, 10 and 100 runs at a time. Unfold: POST, then GET of the stream, ` +
      'every event committed with synchronous=FULL before it is sent. The story has its own tokens (a chapter in tokens of four characters, rules as checker).',
    rows: names.map((name) => ({
      server: name,
      ...Object.fromEntries(SIZES.map((size) => [`us/token, ${size} at a time`, figure(us(name, size))])),
      'times the floor, 10': figure(us(name, 10) / us(FLOOR, 10)),
      'share of the AI SDK, 10': `1/${figure(us(AI_SDK, 10) / us(name, 10))}`,
    })),
    goals: [
      {
        text: 'at 10 runs at most 1/8 of the AI SDK pipe (aim 1/15), every event durable before it is shown',
        measured: `1/${figure(ratio)}`,
        met: ratio >= 8,
      },
    ],
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

/** Runs in a closed loop, `size` at a time; answers the tokens. Every run is looked at for completeness. */
async function drive(
  port: number,
  ask: Ask,
  runs: number,
  size: number,
  provider: Provider,
): Promise<number> {
  const isStory = 'start' in ask && ask.start === 'story'
  const before = provider.storyTokens()
  let left = runs
  const next = async () => {
    while (left-- > 0) requireWhole(await openRun(port, ask, { keep: true }).done, isStory)
  }
  await Promise.all(Array.from({ length: Math.min(size, runs) }, next))
  return isStory ? provider.storyTokens() - before : runs * TOKENS
}

/** A fast answer that lost something would be the best figure of the table. */
function requireWhole(text: string, isStory: boolean): void {
  const seen = new Set(text.match(/~\d{4}/g))
  const whole = isStory ? text.includes('event: run.completed') : seen.size === TOKENS
  if (!whole) throw new Error(`A run came incomplete: ${seen.size} tokens, ending in ${text.slice(-300)}`)
}
