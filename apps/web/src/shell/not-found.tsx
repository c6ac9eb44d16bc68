import { Link } from '@tanstack/react-router'

export function NotFound() {
  return (
    <div className="page narrow">
      <title>Not here · Unfold</title>
      <h1>This page is not here</h1>
      <p>The address may be mistyped, or what it led to was removed.</p>
      <p>
        <Link className="button" to="/">
          Go to the start
        </Link>
      </p>
    </div>
  )
}
