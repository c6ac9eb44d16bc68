import type { RunStatus } from 'unfold/protocol'

const SIGNS: { [S in RunStatus]: string } = {
  queued: '○',
  running: '●',
  completed: '✓',
  failed: '✕',
  cancelled: '–',
}

/** A sign, a word and a colour: none of them alone. */
export function StatusMark({ status, isCancelling }: { status: RunStatus; isCancelling: boolean }) {
  return (
    <span className="status-mark" data-status={status}>
      <span aria-hidden="true">{SIGNS[status]}</span>{' '}
      {isCancelling && (status === 'running' || status === 'queued') ? 'cancelling' : status}
    </span>
  )
}
