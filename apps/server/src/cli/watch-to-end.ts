import type { ApiOptions } from 'unfold/client'
import { jsonFromEvent, type RunEvent, type RunState } from 'unfold/protocol'
import { EXIT, type Exit, exitFromRun } from './exit.ts'
import type { Fate } from './find-server.ts'
import type { Terminal } from './terminal.ts'
import { watchRun } from './watch-run.ts'

export interface WatchFlags {
  json?: boolean | undefined
  /** Seconds. */
  timeout?: number | undefined
  cancelOnInterrupt?: boolean | undefined
}

export interface WatchRequest {
  api: ApiOptions
  runId: string
  flags: WatchFlags
  terminal: Terminal
  interrupt: AbortSignal
  fate: Fate
  print: (events: readonly RunEvent[]) => void
  /** Events up to this one are not written. */
  after?: number
}

/** Shows a run to its end, says how it ended, and answers the exit code. */
export async function watchToEnd(request: WatchRequest): Promise<Exit> {
  const { api, runId, flags, terminal, interrupt, after = 0 } = request
  const writeJson = (events: readonly RunEvent[]) => {
    for (const event of events) if (event.seq > after) terminal.line(jsonFromEvent(event))
  }
  const { why, run } = await watchRun({
    api,
    runId,
    onEvents: flags.json ? writeJson : request.print,
    onReset: () => terminal.talk('The server goes on from a back-up, and not all that was shown is in it.'),
    onLine: (isLost) =>
      terminal.talk(isLost ? 'The connection was lost; trying again.' : 'The connection is back.'),
    interrupt,
    cancelOnInterrupt: flags.cancelOnInterrupt ?? false,
    gone: terminal.gone,
    timeoutMs: flags.timeout === undefined ? undefined : flags.timeout * 1000,
  })
  terminal.end()
  await terminal.settled()
  if (why === 'left' || terminal.gone.aborted) return EXIT.ok
  if (run.endedAt !== null) sayEnd(run, terminal)
  else terminal.talk(request.fate(runId, run.cursor))
  return why === 'interrupted' ? EXIT.interrupted : exitFromRun(run)
}

function sayEnd(run: RunState, terminal: Terminal): void {
  const kept = run.parts.length > 0 ? ' What was shown is kept.' : ''
  if (run.status === 'failed') terminal.complain(`${run.error?.message}${kept}`)
  else if (run.status === 'cancelled') terminal.complain(`The run was cancelled.${kept}`)
  else terminal.talk(`Done in ${(((run.endedAt ?? 0) - (run.acceptedAt ?? 0)) / 1000).toFixed(1)} s.`)
}
