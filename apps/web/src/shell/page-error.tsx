import type { ErrorComponentProps } from '@tanstack/react-router'

/** The last resort: a page that broke says so, and nothing else of the app is touched. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page narrow" role="alert">
      <h1>This page broke</h1>
      <p>Your stories and runs are safe on the server. Try the page again, or reload it.</p>
      <p className="row">
        <button type="button" className="button" onClick={reset}>
          Try again
        </button>
        <button type="button" className="button quiet" onClick={() => location.reload()}>
          Reload
        </button>
      </p>
      <details>
        <summary>What happened</summary>
        <pre>{error instanceof Error ? error.message : String(error)}</pre>
      </details>
    </div>
  )
}
