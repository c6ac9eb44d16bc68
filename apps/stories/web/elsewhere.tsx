import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { sendJson } from 'unfold/client'
import type { Connection } from 'unfold/client'
import { wasBegun } from './use-reveal.ts'

interface ElsewhereProps {
  runId: string
  connection: Connection
  /** Nobody has signed in: what is not here may be there for who does. */
  isGuest: boolean
  signIn: ReactNode
  home: ReactNode
}

/** Why a story is not on this page, and where to go from here; null while it is. */
export function elsewhereOf({ runId, connection, isGuest, signIn, home }: ElsewhereProps): ReactNode {
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
        <p>Your chapter is on its way. When a grown-up has opened it, it is here.</p>
        <OpenWhenReleased runId={runId} />
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
        {isGuest && <p>If it is yours, sign in: it is kept.</p>}
        <p className="row">
          {isGuest && signIn}
          {home}
        </p>
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

/** Looks again by itself, so that whoever waits in front of the page need not know that it can be asked. */
function OpenWhenReleased({ runId }: { runId: string }) {
  const look = useQuery({
    queryKey: ['released', runId],
    queryFn: ({ signal }) => sendJson({}, `/api/runs/${encodeURIComponent(runId)}`, { signal }),
    retry: false,
    refetchInterval: 3_000,
  })
  const isReleased = look.isSuccess
  useEffect(() => {
    if (isReleased) location.reload()
  }, [isReleased])
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
    <div className="page narrow elsewhere">
      <title>{`${title} · Unfold`}</title>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
