import { createParser } from 'eventsource-parser'
import type { RunEvent } from 'unfold/protocol'
import { type RecordedRequest, type ScriptStep, startScriptedModel } from 'unfold/testing'
import { type Timeline, timelineFrom, TOTAL_MS } from '../rig/outfit-timeline.ts'
import { figure, type Goal, type Report } from '../rig/report.ts'
import { readCursor, startRun } from '../rig/run-client.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { startSubject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const REQUEST = { mode: 'occasion', occasions: ['Brunch'] }
const MODES = ['one after the other', 'in parallel'] as const
type Mode = (typeof MODES)[number]

/** Seconds in which what the person sees comes, with a model that takes its time: the timings of the seed system. */
export async function measureTimeline({ quick, only, progress }: TableOptions): Promise<Report> {
  const rounds = quick ? 1 : 3
  const looks = await findLooks()
  const samples = new Samples()
  const readNeighbours = createNeighbourMeter()
  for (let round = 0; round < rounds; round++) {
    for (const mode of MODES.filter(only)) {
      readNeighbours()
      const seen = await watch(looks, mode)
      samples.add(mode, 1, { ...seen, neighbours: readNeighbours() })
      progress(
        `timeline, round ${round + 1}, ${mode}: ${Object.entries(seen)
          .map(([what, seconds]) => `${what} ${figure(seconds)}`)
          .join(', ')} s`,
      )
    }
  }
  const [serial, parallel] = MODES
  const of = (mode: Mode, what: keyof Seen) => samples.median(mode, 1, what)
  const share = of(parallel, 'total') / of(serial, 'total')
  const late = Math.max(...([1, 2, 3] as const).map((n) => of(serial, `outfit ${n} late`)))
  const goal = (text: string, measured: number, most: number): Goal => ({
    text,
    measured: `${figure(measured)} s`,
    met: measured <= most,
  })
  return {
    title: 'Timeline: what a person sees while three outfits are made',
    about:
      `A model that plays the seed system's own timeline: first token after 1.2 s, 75 chunks a second, ${TOTAL_MS / 1000} s in all, each third of them when asked for one outfit alone. ` +
      'Seconds from the moment that the start is sent to the read of the event at the reader of the native stream, over HTTP and a durable commit (FULL). ' +
      '"Late" is from the moment that the last byte of an outfit leaves the model. "Gap" is the longest time without an event that changes the page.',
    rows: MODES.filter(only).map((mode) => ({
      mode,
      ...Object.fromEntries(COLUMNS.map((what) => [what, figure(of(mode, what))])),
    })),
    goals: [
      goal('Something true and new within 0.3 s', of(serial, 'wardrobe'), 0.3),
      goal('The quick pick within 1 s', of(serial, 'quick pick'), 1),
      goal('Reasoning from 1.5 s on', of(serial, 'reasoning'), 1.5),
      goal('Every outfit within 0.2 s of its last byte', late, 0.2),
      goal('Never 2 s without a visible change', of(serial, 'gap'), 2),
      {
        text: 'All three in parallel in under 45 % of the serial time',
        measured: `${figure(100 * share)} %`,
        met: share < 0.45,
      },
    ],
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

const COLUMNS = [
  'wardrobe',
  'quick pick',
  'reasoning',
  'outfit 1',
  'outfit 1 late',
  'outfit 2',
  'outfit 2 late',
  'outfit 3',
  'outfit 3 late',
  'gap',
  'total',
] as const
type Seen = Record<(typeof COLUMNS)[number], number>

/** Three outfits that keep every rule, as the built-in stylist finds them in the demo wardrobe. */
async function findLooks(): Promise<string[][]> {
  const subject = await startSubject('outfits-server')
  const runId = await startRun(subject.port, 'outfits', REQUEST)
  const events = await readEvents(subject.port, runId, () => {})
  await subject.stop()
  return events.flatMap((event) =>
    event.type === 'part' && event.kind === 'outfit' ? [(event.value as { itemIds: string[] }).itemIds] : [],
  )
}

/** One job in a process of its own. */
async function watch(looks: string[][], mode: Mode): Promise<Seen> {
  const isParallel = mode === 'in parallel'
  /** By outfit: when its last byte left the model. */
  const left: number[] = []
  let asked = 0
  const model = await startScriptedModel({
    script(request) {
      const slot = isParallel ? asked++ % looks.length : 0
      const mine = countAsked(request) === 1 ? [looks[slot]!] : looks
      return stepsFrom(timelineFrom(mine), (n) => (left[slot + n] = performance.now()))
    },
  })
  const subject = await startSubject('outfits-server', { PROVIDER: model.url })
  await warm(subject.port)
  const startedAt = performance.now()
  const arrivals: { event: RunEvent; at: number }[] = []
  const runId = await startRun(subject.port, 'outfits', { ...REQUEST, parallel: isParallel })
  await readEvents(subject.port, runId, (event) =>
    arrivals.push({ event, at: (performance.now() - startedAt) / 1000 }),
  )
  await subject.stop()
  await model.close()
  return seenFrom(
    arrivals,
    left.map((at) => (at - startedAt) / 1000),
  )
}

/** The first request after a start compiles code; a page was open before. */
async function warm(port: number): Promise<void> {
  for (let i = 0; i < 5; i++) await fetch(`http://127.0.0.1:${port}/api/wardrobe/items`)
  await readCursor(port, 'none').catch(() => {})
}

function countAsked({ body }: RecordedRequest): number {
  return body.response_format!.json_schema!.schema.properties.outfits.minItems
}

/** At instants counted from the request, so that late timers do not add up. */
function stepsFrom({ chunks, lastChunks }: Timeline, onLast: (outfit: number) => void): ScriptStep[] {
  const from = performance.now()
  return chunks.flatMap(({ text, atMs }, i): ScriptStep[] => {
    const pause = {
      get afterMs() {
        return Math.max(0, from + atMs - performance.now())
      },
    }
    const outfit = lastChunks.indexOf(i)
    if (outfit < 0) return [pause, { text }]
    const mark = {
      get wait() {
        onLast(outfit)
        return Promise.resolve()
      },
    }
    return [pause, { text }, mark]
  })
}

/** The whole native stream. */
async function readEvents(
  port: number,
  runId: string,
  onEvent: (event: RunEvent) => void,
): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  const response = await fetch(`http://127.0.0.1:${port}/api/runs/${runId}/stream`)
  const decoder = new TextDecoder()
  const parser = createParser({
    onEvent({ data }) {
      const event = JSON.parse(data) as RunEvent
      events.push(event)
      onEvent(event)
    },
  })
  for await (const bytes of response.body!) parser.feed(decoder.decode(bytes, { stream: true }))
  if (events.at(-1)?.type !== 'run.completed') throw new Error('The run came incomplete.')
  return events
}

function seenFrom(arrivals: readonly { event: RunEvent; at: number }[], left: readonly number[]): Seen {
  const first = (is: (event: RunEvent) => boolean) => arrivals.find(({ event }) => is(event))?.at ?? NaN
  const part = (name: string) => first((event) => event.type === 'part' && event.part === name)
  const visible = arrivals.filter(({ event }) => VISIBLE.has(event.type)).map(({ at }) => at)
  const gaps = visible.map((at, i) => at - (visible[i - 1] ?? 0))
  const [one, two, three] = [part('outfit-1'), part('outfit-2'), part('outfit-3')]
  return {
    wardrobe: first((event) => event.type === 'data' && event.name === 'wardrobe'),
    'quick pick': part('quick-pick'),
    reasoning: first((event) => event.type === 'text'),
    'outfit 1': one,
    'outfit 1 late': one - left[0]!,
    'outfit 2': two,
    'outfit 2 late': two - left[1]!,
    'outfit 3': three,
    'outfit 3 late': three - left[2]!,
    gap: Math.max(...gaps),
    total: arrivals.at(-1)!.at,
  }
}

/** What a page shows: a sentence, a part, a percentage, a stage, the end. */
const VISIBLE = new Set(['data', 'text', 'part', 'progress', 'step.started', 'run.completed'])
