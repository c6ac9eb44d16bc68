import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { startPostgres, type PostgresServer } from '../../packages/unfold/src/testing/postgres-server.ts'
import { openScratchFolder } from './served.ts'

/** PostgreSQL as it is installed: every commit on the disk of the checkout before it is answered. */
export function startDurablePostgres(): Promise<PostgresServer> {
  const folder = openScratchFolder()
  // The server does not run as root, and makes its own folder in here.
  chmodSync(folder, 0o755)
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const started = startPostgres({ durable: true, url: undefined })
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  return started
}

/** An empty database on it. */
export async function createDatabase(server: PostgresServer): Promise<string> {
  const name = `bench_${randomUUID().slice(0, 8)}`
  const client = new Client(server.url)
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}

const TICKS_PER_S = 100

/** Microseconds of CPU so far of all our processes with this name, those that the servers fork included. */
export function cpuUsOf(name: string): number {
  let ticks = 0
  for (const pid of descendantsOf(process.pid)) {
    const stat = statOf(pid)
    if (stat?.name === name) ticks += stat.ticks
  }
  return (ticks / TICKS_PER_S) * 1e6
}

/** A process and everything that it started, directly or not. */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)])
  }
  const found = [pid]
  for (const one of found) found.push(...(children.get(one) ?? []))
  return found
}

function statOf(pid: number): { name: string; parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const end = stat.lastIndexOf(')')
    // The name in parentheses may hold spaces. Of children that ended, the parent carries the time.
    const columns = stat
      .slice(end + 2)
      .split(' ')
      .map(Number)
    const ticks = columns[11]! + columns[12]! + columns[13]! + columns[14]!
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: columns[1]!, ticks }
  } catch {
    return null
  }
}
