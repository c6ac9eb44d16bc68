import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { createRunReader } from 'unfold/client'
import { useNow, useRunReader } from 'unfold/react'
import { RunCommands } from './run-commands.tsx'
import { RunFacts } from './run-facts.tsx'
import { StatusMark } from './status-mark.tsx'
import { appendToTape, type TapeEntry } from './tape.ts'
import { Tape } from './tape-view.tsx'
import { Timeline } from './timeline.tsx'

const route = getRouteApi('/console/$runId')

export function RunPage() {
  const { runId } = route.useParams()
  return <Run key={runId} runId={runId} />
}

/** Read with the public client, every event of it. */
function Run({ runId }: { runId: string }) {
  const [tape, setTape] = useState<TapeEntry[]>([])
  const [reader] = useState(() =>
    createRunReader({
      runId,
      onEvents: (events) => setTape((before) => appendToTape(before, events)),
      onReset: () => setTape([]),
    }),
  )
  const { run, connection } = useRunReader(reader)
  const now = useNow(run.endedAt === null)
  const self = `/api/runs/${runId}`

  if (connection.phase === 'gone' || connection.phase === 'denied' || connection.phase === 'failed') {
    return (
      <div className="page narrow">
        <h1>{connection.phase === 'denied' ? 'Sign in to see this run' : 'No such run'}</h1>
        <p>{connection.error?.message}</p>
        <p className="row">
          {connection.phase === 'denied' && (
            <Link className="button" to="/sign-in">
              Sign in
            </Link>
          )}
          <Link to="/console">All runs</Link>
        </p>
      </div>
    )
  }
  const tookMs = run.acceptedAt === null ? 0 : Math.max(0, (run.endedAt ?? now) - run.acceptedAt)
  return (
    <div className="page">
      <title>{`${run.flow ?? 'Run'} · Unfold`}</title>
      <p>
        <Link to="/console">All runs</Link>
      </p>
      <div className="run-head">
        <h1>{run.flow ?? 'Run'}</h1>
        <StatusMark status={run.status} isCancelling={run.cancelling} />
        <code className="run-id">{runId}</code>
      </div>
      <RunFacts run={run} connection={connection} tookMs={tookMs} />
      <RunCommands runId={runId} run={run} />
      {run.error && (
        <div className="notice bad">
          <p>
            <code>{run.error.code}</code> {run.error.message}
          </p>
        </div>
      )}
      <div className="run-body">
        <section aria-labelledby="steps">
          <h2 id="steps">Steps</h2>
          <Timeline run={run} tookMs={tookMs} />
        </section>
        <section aria-labelledby="events">
          <h2 id="events">Events</h2>
          <Tape entries={tape} />
        </section>
      </div>
      <section aria-labelledby="raw">
        <h2 id="raw">The same from a shell</h2>
        <Shell line={`curl -N ${location.origin}${self}/stream`} />
        <p className="row">
          <a href={`${self}/events`}>Events as JSON</a>
          <a href={`${self}/stream`}>Stream</a>
          <a href={self}>Snapshot</a>
        </p>
      </section>
    </div>
  )
}

function Shell({ line }: { line: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(line).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="shell-line">
      <pre className="shell">{line}</pre>
      <button type="button" className="button quiet" onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </div>
  )
}
