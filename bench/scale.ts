// node bench/scale.ts: from figures of one process and one PostgreSQL to a million readers. Arithmetic and a small
// simulation; no load is put on anything. docs/scale.md says what to make of it.

interface Assumption {
  value: number
  unit: string
  source: string
}
const measured = (value: number, unit: string, where: string): Assumption => ({
  value,
  unit,
  source: `measured: ${where}`,
})
const counted = (value: number, unit: string, what: string): Assumption => ({
  value,
  unit,
  source: `in the code: ${what}`,
})
const assumed = (value: number, unit: string, why = ''): Assumption => ({
  value,
  unit,
  source: `assumed${why && `: ${why}`}`,
})

const BUSY = 'once, two cores shared with other work'
const ASSUMPTIONS = {
  readersPerRun: assumed(10, 'readers', 'a million readers on 100,000 runs'),
  eventsPerRun: measured(3, 'events/s', 'gated stories of 51 events in 17 s, 60 tokens a second'),
  eventBytes: measured(300, 'bytes', '200 of text, and its frame'),
  tokensPerRun: assumed(60, 'tokens/s', 'a hosted model'),
  cpuPerToken: measured(11.5, 'us', 'bench token table, gated story, 100 runs'),
  cpuPerDelivery: measured(23, 'us', 'bench fan-out, 100 readers of one run'),
  cpuPerHint: measured(2, 'us', `a hint with its event, heard from PostgreSQL; ${BUSY}`),
  cpuPerRead: measured(68, 'us', `a read of the PostgreSQL log, in the process that asks; ${BUSY}`),
  runSeconds: measured(17, 's', 'a gated chapter at 60 tokens a second'),
  heapPerRun: measured(113, 'KB', 'bench memory table, RSS, 1000 runs'),
  heapPerReader: measured(17.6, 'KB', 'bench fan-out, RSS, 5000 readers'),
  appendsPerS: measured(74_155, 'appends/s', 'bench appends table, durable, 200 runs at a time'),
  readsPerS: measured(4_000, 'reads/s', `of the log on PostgreSQL; ${BUSY}`),
  databaseGain: assumed(8, 'times', 'PostgreSQL on 16 cores of its own, against a share of two'),
  runsPerWorker: counted(64, 'runs', 'the default of a worker process'),
  connectionsPerProcess: counted(24, 'connections', '15 of log, records and wake-ups; up to 9 of the queue'),
  databaseConnections: assumed(1000, 'connections', 'what one PostgreSQL holds without a pooler'),
  hintsPerS: measured(60_000, 'hints/s', `with an event each, through NOTIFY to four processes; ${BUSY}`),
  coreShare: assumed(0.6, 'of a core', 'the rest is for bursts and for those who come back'),
} satisfies Record<string, Assumption>

const PRICES = {
  core: assumed(25, '$/month', 'a virtual core with 4 GB'),
  egress: assumed(0.02, '$/GB', 'committed volume; list prices are two to four times as high'),
  databaseCore: assumed(70, '$/month', 'managed, with a standby'),
  token: assumed(0.4, '$/million output tokens', 'a small hosted model'),
} satisfies Record<string, Assumption>

const of = (name: keyof typeof ASSUMPTIONS) => ASSUMPTIONS[name].value
const HOURS_A_MONTH = 730
/** What a worker's core has time for, at these figures; its default is less than a tenth of that. */
const MORE_RUNS = 800

interface Demand {
  runs: number
  readers: number
  apis: number
  workers: number
  /** Those of all API and worker processes together: processes that wait share one. */
  cores: number
  /** Share of one unsharded resource: above 1 it is the bottleneck. */
  shares: Record<string, number>
}

/** An attach is a look-up and a read of the run so far; what comes after it travels with the hints. */
const READS_PER_ATTACH = 2

function computeDemand(runs: number, readers: number, runsPerWorker = of('runsPerWorker')): Demand {
  const events = runs * of('eventsPerRun')
  const reads = (READS_PER_ATTACH * readers) / of('runSeconds')
  // Each API hears every run's events, whoever reads them; what is left of its core serves its own readers.
  const hearing = (events * of('cpuPerHint')) / 1e6
  const serving = (readers * of('eventsPerRun') * of('cpuPerDelivery') + reads * of('cpuPerRead')) / 1e6
  const apis = Math.max(1, Math.ceil(serving / Math.max(0.01, of('coreShare') - hearing)))
  const apiCores = (serving + apis * hearing) / of('coreShare')
  const workerCores = (runs * of('tokensPerRun') * of('cpuPerToken')) / 1e6 / of('coreShare')
  const workers = Math.max(1, Math.ceil(workerCores), Math.ceil(runs / runsPerWorker))
  const gain = of('databaseGain') * of('coreShare')
  return {
    runs,
    readers,
    apis,
    workers,
    cores: apiCores + workerCores,
    shares: {
      'connections to PostgreSQL':
        ((apis + workers) * of('connectionsPerProcess')) / of('databaseConnections'),
      'reads of the log': reads / (of('readsPerS') * gain),
      'appends to the log': events / (of('appendsPerS') * gain),
      'hints through PostgreSQL': events / of('hintsPerS'),
      'hints heard by each API': hearing / of('coreShare'),
    },
  }
}

function worstOf({ shares }: Demand): [string, number] {
  return Object.entries(shares).toSorted((a, b) => b[1] - a[1])[0]!
}

/** The most runs, with their readers, that one PostgreSQL carries. */
function computeCell(runsPerWorker?: number): Demand {
  let least = 1
  let most = 1_000_000
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2)
    const demand = computeDemand(middle, middle * of('readersPerRun'), runsPerWorker)
    if (worstOf(demand)[1] <= 1) least = middle
    else most = middle
  }
  return computeDemand(least, least * of('readersPerRun'), runsPerWorker)
}

interface Seconds {
  worstApiShare: number
  worstAttaches: number
  worstReadShare: number
  longestWaitS: number
}

/**
 * Ten minutes of one cell, second by second: runs come at random around their mean, twice as many for a minute; every API
 * restarts once, one after the other, and its readers come back to the others spread over the hint's second and its jitter.
 */
function simulate(cell: Demand, slots: number, random: () => number): Seconds {
  const runSeconds = of('runSeconds')
  const worst: Seconds = { worstApiShare: 0, worstAttaches: 0, worstReadShare: 0, longestWaitS: 0 }
  const ends: number[] = []
  let queued = 0
  let lost: number[] = []
  for (let second = 0; second < 600; second++) {
    const isRush = second >= 300 && second < 360
    const arrivals = Math.round((cell.runs / runSeconds) * (isRush ? 2 : 1) * (0.8 + 0.4 * random()))
    queued += arrivals
    const running = ends.reduce((sum, n) => sum + n, 0)
    const begun = Math.min(queued, Math.max(0, slots - running))
    queued -= begun
    ends.push(begun)
    if (ends.length > runSeconds) ends.shift()
    const live = ends.reduce((sum, n) => sum + n, 0)
    const readers = live * of('readersPerRun')

    // A restart every 600/apis seconds; its readers come back within two seconds, by retry hint and jitter.
    const every = Math.max(3, Math.floor(600 / cell.apis))
    const isRestart = cell.apis > 1 && second % every === 0
    if (isRestart) lost = [readers / cell.apis / 2, readers / cell.apis / 2]
    const attaches = arrivals * of('readersPerRun') + (lost.shift() ?? 0)
    const apis = cell.apis - (isRestart ? 1 : 0)
    const readsS = READS_PER_ATTACH * attaches
    const servingUs = readers * of('eventsPerRun') * of('cpuPerDelivery') + readsS * of('cpuPerRead')
    const hearingUs = live * of('eventsPerRun') * of('cpuPerHint')
    worst.worstApiShare = Math.max(worst.worstApiShare, (servingUs / Math.max(1, apis) + hearingUs) / 1e6)
    worst.worstAttaches = Math.max(worst.worstAttaches, attaches)
    worst.worstReadShare = Math.max(worst.worstReadShare, readsS / (of('readsPerS') * of('databaseGain')))
    worst.longestWaitS = Math.max(worst.longestWaitS, queued / Math.max(1, slots / runSeconds))
  }
  return worst
}

/** Deals the same numbers for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function print(seed: number): void {
  const line = (text = '') => void process.stdout.write(`${text}\n`)
  line('Assumptions')
  for (const [name, { value, unit, source }] of Object.entries({ ...ASSUMPTIONS, ...PRICES })) {
    line(`  ${name.padEnd(22)} ${String(value).padStart(8)} ${unit.padEnd(26)} ${source}`)
  }
  line()
  line('One PostgreSQL')
  for (const runs of [100, 1_000, 10_000, 100_000]) {
    const demand = computeDemand(runs, runs * of('readersPerRun'))
    const [name, share] = worstOf(demand)
    line(
      `  ${String(runs).padStart(7)} runs ${String(demand.readers).padStart(8)} readers: ${String(demand.apis).padStart(4)} API, ${String(demand.workers).padStart(5)} worker; fullest: ${name}, ${share.toFixed(2)} of what there is`,
    )
  }
  line()
  const cells = {
    '64 runs a worker': computeCell(),
    [`${MORE_RUNS} runs a worker`]: computeCell(MORE_RUNS),
  }
  for (const [name, { runs, readers, apis, workers, shares }] of Object.entries(cells)) {
    line(`Largest cell, ${name}: ${runs} runs, ${readers} readers, ${apis} API, ${workers} worker`)
    for (const [what, share] of Object.entries(shares)) line(`  ${what.padEnd(28)} ${share.toFixed(2)}`)
    line(`  memory for readers, an API   ${(((readers / apis) * of('heapPerReader')) / 1000).toFixed(0)} MB`)
    line(`  memory for runs, a worker    ${(((runs / workers) * of('heapPerRun')) / 1000).toFixed(0)} MB`)
  }
  const largest = computeCell(MORE_RUNS)
  const cell = computeDemand(Math.floor(largest.runs / 2), Math.floor(largest.readers / 2), MORE_RUNS)
  line()
  line(
    `Ten minutes of the last and of half of it, with a doubled minute and a rolling restart (seed ${seed})`,
  )
  for (const [name, demand, room] of [
    ['the largest, workers for the mean', largest, 1],
    ['the largest, workers for twice the mean', largest, 2],
    ['half of it, workers for the mean', cell, 1],
    ['half of it, workers for twice the mean', cell, 2],
  ] as const) {
    const seconds = simulate(demand, demand.runs * room, createRandom(seed))
    line(`  ${name}`)
    line(`    longest wait for a worker  ${seconds.longestWaitS.toFixed(1)} s`)
    line(`    fullest API                ${seconds.worstApiShare.toFixed(2)} of a core`)
    line(`    fullest PostgreSQL         ${seconds.worstReadShare.toFixed(2)} of its reads`)
    line(`    most readers that attach   ${Math.round(seconds.worstAttaches)} in a second`)
  }
  line()
  const count = Math.ceil(100_000 / cell.runs)
  const cores = Math.ceil(count * cell.cores)
  const gbPerS = (1_000_000 * of('eventsPerRun') * of('eventBytes')) / 1e9
  const costs = {
    [`${cores} cores of API and worker`]: cores * PRICES.core.value,
    [`${count} PostgreSQL of 16 cores`]: count * 16 * PRICES.databaseCore.value,
    [`${gbPerS.toFixed(2)} GB/s to readers`]: gbPerS * 3600 * HOURS_A_MONTH * PRICES.egress.value,
    [`${(100_000 * of('tokensPerRun')) / 1e6} million tokens/s`]:
      ((100_000 * of('tokensPerRun')) / 1e6) * 3600 * HOURS_A_MONTH * PRICES.token.value,
  }
  line(`A million readers of 100,000 runs, all month: ${count} cells, each half of the largest`)
  for (const [name, dollars] of Object.entries(costs)) {
    line(
      `  ${name.padEnd(32)} ${Math.round(dollars / 1000)
        .toLocaleString('en')
        .padStart(8)} thousand $/month`,
    )
  }
}

if (import.meta.main) print(Number(process.argv[2] ?? 1))
