import { figure, type Report } from '../rig/report.ts'
import { createNeighbourMeter, Samples } from '../rig/samples.ts'
import { cpuUsOf, createDatabase, startDurablePostgres } from '../rig/stores.ts'
import { startSubject } from '../rig/subject.ts'
import type { TableOptions } from './table-options.ts'

const RUNS = [20, 200]
const FLOOR = 'plain batched INSERT (floor)'
const UNFOLD = 'Unfold on PostgreSQL'
const WAYS: Record<string, 'floor' | 'unfold'> = { [FLOOR]: 'floor', [UNFOLD]: 'unfold' }

/** What a committed event costs on PostgreSQL: the fence, the numbering and the log, against rows and nothing else. */
export async function measurePostgres({ quick, only, progress }: TableOptions): Promise<Report> {
  const samples = new Samples()
  const names = Object.keys(WAYS).filter(only)
  const readNeighbours = createNeighbourMeter()
  await using server = await startDurablePostgres()
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    for (const runs of RUNS) {
      for (const name of names) {
        const database = await createDatabase(server)
        const subject = await startSubject('postgres-appender', { DATABASE_URL: database })
        await subject.ask('open', { way: WAYS[name]!, runs })
        await subject.ask('append', 1000)
        readNeighbours()
        const before = {
          subject: await subject.cpuUs(),
          database: cpuUsOf('postgres'),
          at: performance.now(),
        }
        const events: number = await subject.ask('append', quick ? 2000 : 6000)
        const seconds = (performance.now() - before.at) / 1000
        const sample = {
          perSecond: events / seconds,
          subjectUs: ((await subject.cpuUs()) - before.subject) / events,
          databaseUs: (cpuUsOf('postgres') - before.database) / events,
          neighbours: readNeighbours(),
        }
        await subject.stop()
        samples.add(name, runs, { ...sample, cpuUs: sample.subjectUs + sample.databaseUs })
        progress(`postgres, round ${round + 1}, ${runs} runs, ${name}: ${figure(sample.perSecond)} appends/s`)
      }
    }
  }
  const of = (name: string, runs: number, what: string) => samples.median(name, runs, what)
  return {
    title: 'PostgreSQL: appends',
    about:
      'Durable appends of one event of 200 characters, each run waiting for its answer before the next; PostgreSQL on the same machine, as it is installed. CPU is that of the asking process and of the server together.',
    rows: RUNS.flatMap((runs) =>
      names.map((name) => ({
        'runs at a time': runs,
        way: name,
        'appends/s': figure(of(name, runs, 'perSecond')),
        'CPU us/event': figure(of(name, runs, 'cpuUs')),
        'of it PostgreSQL': figure(of(name, runs, 'databaseUs')),
      })),
    ),
    goals: RUNS.flatMap((runs) => [
      {
        text: `at ${runs} runs at least half of the floor's appends per second`,
        measured: `${figure(of(UNFOLD, runs, 'perSecond'))} of ${figure(of(FLOOR, runs, 'perSecond'))}, ${figure(of(UNFOLD, runs, 'perSecond') / of(FLOOR, runs, 'perSecond'))}`,
        met: of(UNFOLD, runs, 'perSecond') * 2 >= of(FLOOR, runs, 'perSecond'),
      },
      {
        text: `at ${runs} runs at most twice the floor's CPU per event`,
        measured: `${figure(of(UNFOLD, runs, 'cpuUs'))} us of ${figure(of(FLOOR, runs, 'cpuUs'))} us, ${figure(of(UNFOLD, runs, 'cpuUs') / of(FLOOR, runs, 'cpuUs'))} times`,
        met: of(UNFOLD, runs, 'cpuUs') <= 2 * of(FLOOR, runs, 'cpuUs'),
      },
    ]),
    neighbours: samples.neighbours,
    raw: samples.all,
  }
}
