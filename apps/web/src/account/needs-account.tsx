import { Link } from '@tanstack/react-router'

/** For a page of somebody's own, to whom nobody is signed in. */
export function NeedsAccount({ what }: { what: string }) {
  return (
    <div className="page narrow">
      <title>{`${what} needs an account · Unfold`}</title>
      <h1>{what} needs an account</h1>
      <p>Sign in, so that it is kept for you and shown to nobody else.</p>
      <p className="row">
        <Link className="button" to="/sign-in">
          Sign in
        </Link>
        <Link to="/sign-up">Make an account</Link>
      </p>
    </div>
  )
}
