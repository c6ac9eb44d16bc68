import type { Connection } from 'unfold/client'
import type { RunState } from 'unfold/protocol'
import { durationWords, instantWords } from './instants.ts'

/** What is known of a run at a glance, its line to the server included. */
export function RunFacts({
  run,
  connection,
  tookMs,
}: {
  run: RunState
  connection: Connection
  tookMs: number
}) {
  return (
    <dl className="facts">
      <Fact name="Accepted" value={run.acceptedAt === null ? '…' : instantWords(run.acceptedAt)} />
      <Fact name={run.endedAt === null ? 'Running for' : 'Took'} value={durationWords(tookMs)} />
      <Fact name="Attempt" value={String(run.attempt)} />
      <Fact name="Cursor" value={String(run.cursor)} />
      <Fact
        name="Progress"
        value={
          run.progress
            ? `${run.progress.percent} %, ${run.progress.unit} ${run.progress.done} of ${run.progress.total}`
            : '…'
        }
      />
      <Fact
        name="Tokens"
        value={
          run.usage
            ? `${run.usage.inputTokens} in, ${run.usage.outputTokens} out${run.usage.estimated ? ', estimated' : ''}`
            : '…'
        }
      />
      <Fact name="Line" value={wordsOfLine(connection)} />
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function wordsOfLine({ phase, transport, failures, error }: Connection): string {
  switch (phase) {
    case 'live':
      return 'live stream'
    case 'polling':
      return transport === 'long-poll' ? 'long polls' : 'polls'
    case 'ended':
      return 'read to its end'
    case 'reconnecting':
      return `reconnecting (${failures}): ${error?.message ?? ''}`
    default:
      return phase
  }
}
