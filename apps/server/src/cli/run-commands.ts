import { cancelRun, sendJson } from 'unfold/client'
import type { RunEvent } from 'unfold/protocol'
import type { RunSummary } from 'unfold/server'
import { lineFromEvent } from './event-line.ts'
import { EXIT, type Exit } from './exit.ts'
import { apiFromOptions, goesOn, type ServerOptions } from './find-server.ts'
import type { Terminal } from './terminal.ts'
import { watchToEnd, type WatchFlags } from './watch-to-end.ts'

export interface ListFlags extends ServerOptions {
  status?: string | undefined
  flow?: string | undefined
  limit: number
  json?: boolean | undefined
}

export interface TailFlags extends ServerOptions, WatchFlags {
  after: number
}

/** Most that the server gives in one answer. */
const PAGE = 100

/** The caller's runs, newest first. */
export async function runs(flags: ListFlags, terminal: Terminal): Promise<Exit> {
  const api = apiFromOptions(flags)
  let before: string | null = null
  let left = flags.limit
  do {
    const query = new URLSearchParams({ limit: String(Math.min(left, PAGE)) })
    if (flags.status) query.set('status', flags.status)
    if (flags.flow) query.set('flow', flags.flow)
    if (before) query.set('before', before)
    const page: { runs: RunSummary[]; next: string | null } = await sendJson(api, `/api/runs?${query}`)
    for (const run of page.runs) terminal.line(flags.json ? JSON.stringify(run) : lineFromRun(run, terminal))
    left -= page.runs.length
    before = page.next
  } while (before !== null && left > 0 && !terminal.gone.aborted)
  if (left === flags.limit) terminal.talk('There are no such runs.')
  return EXIT.ok
}

/** Every event of a run behind a cursor, until its end. */
export async function tail(
  runId: string,
  flags: TailFlags,
  terminal: Terminal,
  interrupt: AbortSignal,
): Promise<Exit> {
  let acceptedAt = 0
  const print = (events: readonly RunEvent[]) => {
    for (const event of events) {
      if (event.type === 'run.accepted') acceptedAt = event.at
      if (event.seq > flags.after) terminal.line(lineFromEvent(event, acceptedAt, terminal))
    }
  }
  return watchToEnd({
    api: apiFromOptions(flags),
    runId,
    flags,
    terminal,
    interrupt,
    fate: goesOn,
    print,
    after: flags.after,
  })
}

/** Stops a run, from whatever device it was started. */
export async function cancel(runId: string, flags: ServerOptions, terminal: Terminal): Promise<Exit> {
  const api = apiFromOptions(flags)
  await cancelRun(runId, api)
  const { status } = await sendJson<{ status: string }>(api, `/api/runs/${encodeURIComponent(runId)}`)
  terminal.talk(status === 'running' ? `${runId} is stopping.` : `${runId} is ${status}.`)
  return EXIT.ok
}

function lineFromRun(run: RunSummary, terminal: Terminal): string {
  const at = new Date(run.acceptedAt).toISOString().replace('T', ' ').slice(0, 19)
  const seconds = run.endedAt === null ? '' : `  ${((run.endedAt - run.acceptedAt) / 1000).toFixed(1)} s`
  const colors = {
    completed: 'green',
    failed: 'red',
    cancelled: 'yellow',
    running: 'cyan',
    queued: 'dim',
  } as const
  const status = terminal.style(colors[run.status], run.status.padEnd(9))
  return `${run.runId}  ${status}  ${at}Z  ${run.flow}${seconds}`
}
