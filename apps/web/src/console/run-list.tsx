import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunStatus } from 'unfold/protocol'
import { useRuns, type RunQuery, type RunSummary } from '../runs.ts'
import { durationWords, instantWords } from './instants.ts'
import { StatusMark } from './status-mark.tsx'

const STATUSES: RunStatus[] = ['queued', 'running', 'completed', 'failed', 'cancelled']

export function RunList() {
  const [query, setQuery] = useState<RunQuery>({})
  const runs = useRuns(query)
  const list = runs.data?.runs ?? []
  const isFiltered = query.status !== undefined || query.flow !== undefined
  const flows = [...new Set([...list.map((run) => run.flow), ...(query.flow ? [query.flow] : [])])].toSorted()

  return (
    <div className="page">
      <title>Runs · Unfold</title>
      <h1>Runs</h1>
      <div className="row filters">
        <label>
          <span>Status</span>
          <select
            value={query.status ?? ''}
            onChange={(event) =>
              setQuery({
                ...query,
                status: (event.currentTarget.value || undefined) as RunStatus,
                before: undefined,
              })
            }
          >
            <option value="">All</option>
            {STATUSES.map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        </label>
        <label>
          <span>Flow</span>
          <select
            value={query.flow ?? ''}
            onChange={(event) =>
              setQuery({ ...query, flow: event.currentTarget.value || undefined, before: undefined })
            }
          >
            <option value="">All</option>
            {flows.map((flow) => (
              <option key={flow}>{flow}</option>
            ))}
          </select>
        </label>
        <span className="soft" aria-live="off">
          {runs.isError ? '' : 'Live, every 2 s'}
        </span>
      </div>
      {runs.isError && (
        <div className="notice bad" role="alert">
          <p>
            {runs.error.message} {runs.data ? 'What stands below is what was known last.' : ''}
          </p>
        </div>
      )}
      {runs.isPending && <p className="soft">Reading the runs…</p>}
      {runs.isSuccess && list.length === 0 && <Nothing isFiltered={isFiltered} clear={() => setQuery({})} />}
      {list.length > 0 && <RunTable runs={list} />}
      <p className="row">
        {query.before !== undefined && (
          <button
            type="button"
            className="button quiet"
            onClick={() => setQuery({ ...query, before: undefined })}
          >
            Newest
          </button>
        )}
        {runs.data?.next && (
          <button
            type="button"
            className="button quiet"
            onClick={() => setQuery({ ...query, before: runs.data.next ?? undefined })}
          >
            Older
          </button>
        )}
      </p>
    </div>
  )
}

function RunTable({ runs }: { runs: RunSummary[] }) {
  return (
    <div className="table-scroll">
      <table className="runs">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col">Flow</th>
            <th scope="col">Accepted</th>
            <th scope="col" className="number">
              Took
            </th>
            <th scope="col" className="number">
              Events
            </th>
            <th scope="col" className="number">
              Attempt
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.runId}>
              <td>
                <Link to="/console/$runId" params={{ runId: run.runId }} className="run-id" title={run.runId}>
                  {/* The front of an id is its time, much the same in every row; the end tells them apart. */}
                  …{run.runId.slice(-8)}
                </Link>
              </td>
              <td>
                <StatusMark status={run.status} isCancelling={run.cancelling} />
              </td>
              <td>{run.flow}</td>
              <td>
                <time dateTime={new Date(run.acceptedAt).toISOString()}>{instantWords(run.acceptedAt)}</time>
              </td>
              <td className="number" data-name="Took">
                {run.endedAt === null ? '…' : durationWords(run.endedAt - run.acceptedAt)}
              </td>
              <td className="number" data-name="Events">
                {run.cursor}
              </td>
              <td className="number" data-name="Attempt">
                {run.attempt}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (isFiltered) {
    return (
      <div className="nothing">
        <p>No run fits this filter.</p>
        <button type="button" className="button quiet" onClick={clear}>
          Show all
        </button>
      </div>
    )
  }
  return (
    <div className="nothing">
      <h2>No runs yet</h2>
      <p className="soft">
        Begin a story, needs no key, and watch its steps and events here while it is written.
      </p>
      <p>
        <Link className="button" to="/story">
          Run a sample
        </Link>
      </p>
      <p className="soft">Or from a shell:</p>
      <pre className="shell">
        {`curl -N -X POST ${location.origin}/api/runs/story -H 'content-type: application/json' \\\n  -d '{"childId":1,"theme":"space","chapterNumber":1}'`}
      </pre>
    </div>
  )
}
