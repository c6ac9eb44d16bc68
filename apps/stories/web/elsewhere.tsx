import type { ReactNode } from 'react'
import type { Connection } from 'unfold/client'
import { wasBegun } from './use-reveal.ts'

interface ElsewhereProps {
  runId: string
  connection: Connection
  signIn: ReactNode
  home: ReactNode
}

/** Why a story is not on this page, and where to go from here; null while it is. */
export function elsewhereOf({ runId, connection, signIn, home }: ElsewhereProps): ReactNode {
  const { phase } = connection
  if (phase === 'denied') {
    return (
      <Elsewhere title="Sign in to read on">
        <p>Your place in the story is kept.</p>
        {signIn}
      </Elsewhere>
    )
  }
  // Begun on this device and not to be had: a chapter that waits for its release is nobody's but the parent's.
  if (phase === 'gone' && wasBegun(runId)) {
    return (
      <Elsewhere title="A grown-up will open the next page">
        <p>Your chapter is on its way. When a grown-up has read it, it opens here.</p>
        <p className="row">
          <LookAgain />
          {home}
        </p>
      </Elsewhere>
    )
  }
  if (phase === 'gone') {
    return (
      <Elsewhere title="This story is not here">
        <p>It may have been removed, or it belongs to another family.</p>
        {home}
      </Elsewhere>
    )
  }
  if (phase === 'failed') {
    return (
      <Elsewhere title="This story cannot be opened">
        <p>{connection.error?.message}</p>
        <p className="row">
          <LookAgain />
          {home}
        </p>
      </Elsewhere>
    )
  }
  return null
}

function LookAgain() {
  return (
    <button type="button" className="button" onClick={() => location.reload()}>
      Look again
    </button>
  )
}

function Elsewhere({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page narrow">
      <title>{`${title} · Unfold`}</title>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
