// npm run bench [-- --only=token|fanout|partial|memory|postgres|wakeup|timeline] [--quick] [--subject=name,name]
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Report, textFromReport } from './rig/report.ts'
import type { TableOptions } from './tables/table-options.ts'

const BENCH = fileURLToPath(new URL('.', import.meta.url))
type Table = (options: TableOptions) => Promise<Report>
/** Loaded when they are measured: they import peers, which may have to be installed first. */
const TABLES: Record<string, () => Promise<Table>> = {
  token: async () => (await import('./tables/token.ts')).measureTokenPath,
  fanout: async () => (await import('./tables/fanout.ts')).measureFanOut,
  partial: async () => (await import('./tables/partial.ts')).measurePartial,
  memory: async () => (await import('./tables/memory.ts')).measureMemory,
  postgres: async () => (await import('./tables/postgres.ts')).measurePostgres,
  wakeup: async () => (await import('./tables/wakeup.ts')).measureWakeUp,
  timeline: async () => (await import('./tables/timeline.ts')).measureTimeline,
}
/** Tables that compare with nobody. */
const ALONE = ['timeline', 'wakeup', 'postgres']

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    subject: { type: 'string' },
  },
})
const chosen = values.only === undefined ? Object.keys(TABLES) : values.only.split(',')
const wanted = values.subject?.split(',') ?? []
const unknown = chosen.filter((name) => !(name in TABLES))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no table ${unknown.join(', ')}; there are ${Object.keys(TABLES).join(', ')}.\n`,
  )
  process.exit(2)
}

if (chosen.some((name) => !ALONE.includes(name))) installPeers()
const cpu = cpus()[0]?.model.trim() ?? 'unknown processor'
process.stdout.write(
  `# Unfold bench\n\n${new Date().toISOString()}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpu})${values.quick ? ', quick: not to be quoted' : ''}\n\n`,
)
const reports: Report[] = []
for (const name of chosen) {
  const measure = await TABLES[name]!()
  const report = await measure({
    quick: values.quick,
    only: (subject) => wanted.length === 0 || wanted.some((part) => subject.includes(part)),
    progress: (line) => process.stderr.write(`${line}\n`),
  })
  // A goal compares subjects: with some of them left out there is nothing to say.
  if (values.subject !== undefined) report.goals = []
  reports.push(report)
  process.stdout.write(`${textFromReport(report)}\n`)
}
keepRaw(reports)
const goals = reports.flatMap((report) => report.goals)
process.stdout.write(`${goals.filter((goal) => goal.met).length} of ${goals.length} goals met.\n`)
// Keep-alive sockets to servers that are gone would hold the process for a while.
process.exit(0)

function installPeers(): void {
  if (existsSync(`${BENCH}node_modules/.package-lock.json`)) return
  process.stderr.write('The peers are not installed: npm ci --prefix bench\n')
  const options = { stdio: ['ignore', 'inherit', 'inherit'] } as const
  execFileSync('npm', ['ci', '--prefix', BENCH, '--no-audit', '--no-fund'], {
    ...options,
    stdio: ['ignore', 2, 2],
  })
}

function keepRaw(all: Report[]): void {
  const folder = `${BENCH}results/`
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString().replaceAll(/[:.]/g, '-')
  writeFileSync(
    `${folder}${at}.json`,
    JSON.stringify({ at, node: process.version, cpu, reports: all }, null, 1),
  )
}
