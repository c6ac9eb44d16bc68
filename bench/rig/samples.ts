import { readFileSync } from 'node:fs'
import { ownPids } from './subject.ts'

/** One measurement. */
export interface Sample {
  /** Share of the whole machine that processes of others took meanwhile; null where the system does not tell. */
  neighbours: number | null
  [figure: string]: number | null
}

/** Above this, a sample is used only where there are no two quieter ones. */
const QUIET = 0.15

/** All samples of a run by table, subject and size: what is printed as medians and kept as raw results. */
export class Samples {
  readonly all: Record<string, Sample[]> = {}

  add(subject: string, size: number, sample: Sample): void {
    ;(this.all[`${subject} @${size}`] ??= []).push(sample)
  }

  /** The median over the quiet samples; NaN when there is none. */
  median(subject: string, size: number, figure: string): number {
    const samples = this.all[`${subject} @${size}`] ?? []
    const quiet = samples.filter(({ neighbours }) => neighbours === null || neighbours < QUIET)
    const used = quiet.length >= Math.min(2, samples.length) ? quiet : samples
    return median(used.map((sample) => sample[figure]).filter((value) => typeof value === 'number'))
  }

  /** Median share of neighbours over every sample, and how many of the samples were quiet. */
  get neighbours(): string {
    const shares = Object.values(this.all).flatMap((samples) =>
      samples.flatMap(({ neighbours }) => (neighbours === null ? [] : [neighbours])),
    )
    if (shares.length === 0) return 'The share of other processes is not known on this system.'
    const quiet = shares.filter((share) => share < QUIET).length
    return `Other processes took ${Math.round(median(shares) * 100)} % of the machine (median); ${quiet} of ${shares.length} samples were quiet (< 15 %).`
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

interface Ticks {
  total: number
  busy: number
  own: number
}

/** Answers the share of the machine that went to processes of others since the call before. */
export function createNeighbourMeter(): () => number | null {
  let before = readTicks()
  return () => {
    const now = readTicks()
    const was = before
    before = now
    if (!was || !now) return null
    const others = now.busy - was.busy - (now.own - was.own)
    return Math.max(0, others / Math.max(1, now.total - was.total))
  }
}

function readTicks(): Ticks | null {
  try {
    const [, ...columns] = readFileSync('/proc/stat', 'latin1').split('\n', 1)[0]!.trim().split(/\s+/)
    const ticks = columns.slice(0, 8).map(Number)
    const total = ticks.reduce((sum, n) => sum + n, 0)
    return {
      total,
      busy: total - ticks[3]! - ticks[4]!,
      own: ownPids().reduce((sum, pid) => sum + ticksOf(pid), 0),
    }
  } catch {
    return null
  }
}

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold spaces.
    const columns = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(columns[11]) + Number(columns[12])
  } catch {
    return 0
  }
}
