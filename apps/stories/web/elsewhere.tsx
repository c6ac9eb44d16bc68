import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { sendJson } from 'unfold/client'
import type { Connection } from 'unfold/client'
import { langOf, type Direction } from '../shared/direction.ts'
import { PAGE_WORDS } from './page-words.ts'
import { wasBegun } from './use-reveal.ts'

interface ElsewhereProps {
  direction: Direction
  runId: string
  connection: Connection
  /** Nobody has signed in: what is not here may be there for who does. */
  isGuest: boolean
  signIn: ReactNode
  home: ReactNode
}

/** Why a story is not on this page, and where to go from here; null while it is. */
export function elsewhereOf({
  direction,
  runId,
  connection,
  isGuest,
  signIn,
  home,
}: ElsewhereProps): ReactNode {
  const { phase } = connection
  const say = PAGE_WORDS[direction]
  if (phase === 'denied') {
    return (
      <Elsewhere title={say.denied.title} direction={direction}>
        <p>{say.denied.text}</p>
        {signIn}
      </Elsewhere>
    )
  }
  // Begun on this device and not to be had: a chapter that waits for its release is nobody's but the parent's.
  if (phase === 'gone' && wasBegun(runId)) {
    return (
      <Elsewhere title={say.held.title} direction={direction}>
        <p>{say.held.text}</p>
        <OpenWhenReleased runId={runId} />
        <p className="row">
          <LookAgain words={say.lookAgain} />
          {home}
        </p>
      </Elsewhere>
    )
  }
  if (phase === 'gone') {
    return (
      <Elsewhere title={say.gone.title} direction={direction}>
        <p>{say.gone.text}</p>
        {isGuest && <p>{say.gone.guest}</p>}
        <p className="row">
          {isGuest && signIn}
          {home}
        </p>
      </Elsewhere>
    )
  }
  if (phase === 'failed') {
    return (
      <Elsewhere title={say.closed.title} direction={direction}>
        <p>{direction === 'ltr' ? connection.error?.message : say.closed.text}</p>
        <p className="row">
          <LookAgain words={say.lookAgain} />
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

function LookAgain({ words }: { words: string }) {
  return (
    <button type="button" className="button" onClick={() => location.reload()}>
      {words}
    </button>
  )
}

interface FrameProps {
  title: string
  direction: Direction
  children: ReactNode
}

function Elsewhere({ title, direction, children }: FrameProps) {
  return (
    <div className="page narrow elsewhere" dir={direction} lang={langOf(direction)}>
      <title>{`${title} · Unfold`}</title>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
