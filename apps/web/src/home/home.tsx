import { Link } from '@tanstack/react-router'
import { ChildForm, MAX_CHILDREN, StoriesToGoOn, useChildren } from '@unfold/stories/web'
import { lazy, Suspense } from 'react'
import { useMe, type Me } from '../account/session.ts'
import { useRuns } from '../runs.ts'
import { labelOf } from '../outfits-search.ts'
import { Leaflet } from './leaflet.tsx'

/** At the end of the page, and the greatest part of it. */
const WardrobeGlimpse = lazy(() => import('./wardrobe-glimpse.tsx'))

export function Home() {
  const me = useMe()
  const account = me.data?.account ?? null
  return (
    <div className="page home">
      <title>Unfold</title>
      <section className="hero">
        <div>
          <h1>Stories that unfold while you read&nbsp;them</h1>
          <p className="lead">
            Choose a child and a theme: the first sentence is there in a moment, every sentence is checked
            before it is shown, and nothing is lost when the phone locks.
          </p>
          <p className="lead">
            Developers: the same engine keeps any slow generation alive, and{' '}
            <Link to="/console">the console</Link> shows each of its steps.
          </p>
          <p className="row">
            <Link className="button" to="/story">
              Begin a story
            </Link>
            {me.data && <WhoIsHere me={me.data} />}
          </p>
          {me.isError && (
            <div className="notice bad" role="alert">
              <p>The server does not answer just now. This page tries again by itself.</p>
            </div>
          )}
        </div>
        <Leaflet />
      </section>
      {account && <StoriesToGoOn />}
      {account && <GoingOn user={labelOf(account)} />}
      {account && <ChildCards />}
      {account && (
        <Suspense>
          <WardrobeGlimpse user={labelOf(account)} />
        </Suspense>
      )}
    </div>
  )
}

function WhoIsHere({ me }: { me: Me }) {
  if (me.account === null) {
    return (
      <span className="soft">
        <Link to="/sign-in">Sign in</Link> or <Link to="/sign-up">make an account</Link> first.
      </span>
    )
  }
  if (me.account.demo) {
    return (
      <span className="soft">
        You are in the demo family, on this machine only. <Link to="/sign-up">Make an account</Link> to keep
        your own.
      </span>
    )
  }
  return <span className="soft">Signed in as {me.account.name}.</span>
}

const FLOW_WORDS: { [flow: string]: string } = {
  outfits: 'Outfits',
  'import-photo': 'A photo',
}

function GoingOn({ user }: { user: string }) {
  const running = useRuns({ status: 'running' })
  const queued = useRuns({ status: 'queued' })
  // A story that is being written stands among those to read on.
  const runs = [...(running.data?.runs ?? []), ...(queued.data?.runs ?? [])].filter(
    ({ flow }) => flow !== 'story',
  )
  if (runs.length === 0) return null
  return (
    <section aria-labelledby="going-on">
      <h2 id="going-on">Going on now</h2>
      <ul className="going-on">
        {runs.map((run) => (
          <li key={run.runId} className="sheet">
            <span>
              <span className="pulse" aria-hidden="true" /> {FLOW_WORDS[run.flow] ?? run.flow}{' '}
              <span className="soft">{run.status === 'queued' ? 'next in line' : 'being made'}</span>
            </span>
            {run.flow === 'outfits' ? (
              <Link to="/reveal" search={{ user, job: run.runId }}>
                See them come
              </Link>
            ) : (
              <Link to="/console/$runId" params={{ runId: run.runId }}>
                Look at it
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChildCards() {
  const family = useChildren(true)
  if (family.isError) {
    return (
      <div className="notice bad" role="alert">
        <p>The children could not be read: {family.error.message}</p>
      </div>
    )
  }
  const list = family.data ?? []
  return (
    <section aria-labelledby="children">
      <h2 id="children">For whom?</h2>
      <ul className="child-cards">
        {list.map((child) => (
          <li key={child.id} className="sheet">
            <h3>
              <Link className="card-link" to="/story" search={{ child: child.id }}>
                {child.nickname}
              </Link>
            </h3>
            <p className="soft">
              {child.age} years, {child.readingLevel} reader
            </p>
            <p className="interests">{child.interests.join(' · ')}</p>
          </li>
        ))}
      </ul>
      {family.isSuccess && list.length === 0 && (
        <div className="add-child">
          <h3>Tell us about a child</h3>
          <ChildForm child={null} />
        </div>
      )}
      {list.length > 0 && list.length < MAX_CHILDREN && (
        <details className="more" key={list.length}>
          <summary>Add a child</summary>
          <ChildForm child={null} />
        </details>
      )}
    </section>
  )
}
