import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { figure, type Report } from '../rig/report.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { own } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const SCALES = [1, 2, 4, 8, 16]
const AI_SDK = 'ai-sdk'
const UNFOLD = 'unfold'
const NAMES: Record<string, string> = {
  [UNFOLD]: 'Unfold, createJsonReveal',
  [AI_SDK]: 'AI SDK, parsePartialJson',
  jsonriver: 'jsonriver',
}

/** CPU of reading a structured answer while it arrives, something usable after every delta, at growing length. */
export async function measurePartial({ quick, only, progress }: TableOptions): Promise<Report> {
  const rounds = quick ? 1 : 3
  const samples = new Samples()
  const names = Object.keys(NAMES).filter(only)
  const readNeighbours = createNeighbourMeter()
  let size = { characters: 0, deltas: 0 }
  for (let round = 0; round < rounds; round++) {
    for (const scale of SCALES) {
      for (const name of names) {
        readNeighbours()
        const { ms, ...read } = await readOnce(name, scale)
        if (scale === 1) size = read
        samples.add(name, scale, { neighbours: readNeighbours(), ms })
        progress(`partial, round ${round + 1}, ${scale}x, ${name}: ${figure(ms)} ms`)
      }
    }
  }
  const ms = (name: string, scale: number) => samples.median(name, scale, 'ms')
  const exponent = (name: string) => computeExponent(SCALES.map((scale) => [scale, ms(name, scale)]))
  const ratio = ms(AI_SDK, 1) / ms(UNFOLD, 1)
  return {
    title: 'Structured output while it arrives',
    about: `Milliseconds of CPU for a whole answer, read after every delta; 1x is ${size.characters} characters in ${size.deltas} deltas. The exponent is fitted over all lengths: 1 is linear, 2 quadratic.`,
    rows: names.map((name) => ({
      reader: NAMES[name]!,
      ...Object.fromEntries(SCALES.map((scale) => [`${scale}x ms`, figure(ms(name, scale))])),
      'us/delta, 1x': figure((ms(name, 1) * 1000) / size.deltas),
      exponent: exponent(name).toFixed(2),
    })),
    goals: [
      {
        text: 'cost linear in length (fitted exponent at most 1.1)',
        measured: exponent(UNFOLD).toFixed(2),
        met: exponent(UNFOLD) <= 1.1,
      },
      {
        text: "at most 1/40 of the AI SDK's partial parse at 1x",
        measured: `1/${figure(ratio)}`,
        met: ratio >= 40,
      },
    ],
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}

async function readOnce(
  name: string,
  scale: number,
): Promise<{ ms: number; characters: number; deltas: number }> {
  const file = fileURLToPath(new URL('../servers/partial.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', file, name, String(scale)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  own(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${name} at ${scale}x ended with ${code}`)
  return JSON.parse(text)
}

/** Slope of a least-squares line through the logarithms. */
function computeExponent(points: [number, number][]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
