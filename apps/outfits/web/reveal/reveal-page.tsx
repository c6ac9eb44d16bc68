import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { cancelRun, retryRun } from 'unfold/client'
import { useNow } from 'unfold/react'
import type { Json } from 'unfold/protocol'
import type { Item, KeptOutfit } from '../../shared/index.ts'
import type { PageLink } from '../page-link.ts'
import { useCommand } from '../use-command.ts'
import { DebugPanel } from './debug-panel.tsx'
import { JobBar } from './job-bar.tsx'
import { announceJob, isVeryLate, sayEta, sayJob, sayWardrobe } from './job-words.ts'
import { isStandIn, quickPickOf, requestOf, slotsOf } from './job-slots.ts'
import { MissingOutfit } from './missing-outfit.tsx'
import { OutfitActions } from './outfit-actions.tsx'
import { retryOutfit, swapPiece } from './outfit-marks.ts'
import { QuickPick } from './quick-pick.tsx'
import { sayChange, sayRequest } from './request-words.ts'
import { SlotCard } from './slot-card.tsx'
import { useJob, type JobView } from './use-job.ts'

export interface RevealPageProps {
  jobId: string
  /** Null until it is read. */
  wardrobe: readonly Item[] | null
  kept: readonly KeptOutfit[]
  onKept: () => Promise<void>
  isOffline: boolean
  /** The whole reasoning, events and instants. */
  isDebug: boolean
  /** Asks again and again instead of listening to a stream. */
  isPolling: boolean
  openJob: (jobId: string) => void
  link: PageLink
  signIn: ReactNode
}

/** Three outfits while they are made, and afterwards: the same page, the same address, the same outfits. */
export function RevealPage(props: RevealPageProps) {
  const view = useJob(props.jobId, props.isPolling ? 'poll' : undefined)
  const { run, connection } = view
  const Link = props.link
  if (connection.phase === 'gone' || (run.flow !== null && run.flow !== 'outfits')) {
    return (
      <Elsewhere title="These outfits are not here">
        <p>They may have been removed, or they belong to somebody else.</p>
        <Link to="/occasion" className="button">
          Plan an outfit
        </Link>
      </Elsewhere>
    )
  }
  if (connection.phase === 'denied') {
    return (
      <Elsewhere title="Sign in to see these outfits">
        <p>They are kept, and go on being made.</p>
        {props.signIn}
      </Elsewhere>
    )
  }
  if (connection.phase === 'failed') {
    return (
      <Elsewhere title="These outfits cannot be opened">
        <p>{connection.error?.message}</p>
        <Link to="/occasion" className="button">
          Plan an outfit
        </Link>
      </Elsewhere>
    )
  }
  return <Reveal {...props} view={view} />
}

function Reveal({ view, ...props }: RevealPageProps & { view: JobView }) {
  const { jobId, openJob, wardrobe, link: Link } = props
  const { run } = view
  const now = useNow(run.endedAt === null)
  const command = useCommand()
  const [isRetrying, setRetrying] = useState(false)
  const pieces = useMemo(() => wardrobe && new Map(wardrobe.map((item) => [item.id, item])), [wardrobe])
  const slots = useMemo(() => slotsOf(run), [run])
  const request = requestOf(run)
  const pick = quickPickOf(run)

  const stop = () => void command.run(() => cancelRun(jobId))
  const retry = () => {
    setRetrying(true)
    if (run.endedAt === null) stop()
  }
  // A run is sealed before it is tried again: then the new one opens with everything that this one has shown.
  const hasEnded = run.endedAt !== null
  useEffect(() => {
    if (!isRetrying || !hasEnded) return
    setRetrying(false)
    void command.run(async () => openJob((await retryRun(jobId)).runId))
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isRetrying, hasEnded])

  const said = view.events.findLast((event) => event.type === 'progress')
  const eta = said ? sayEta(said.eta, now - said.at) : null
  const where = { runId: jobId, context: { occasions: request.occasions, weather: request.weather } }
  return (
    <div className="page reveal">
      <title>{`${sayTitle(slots.filter((slot) => slot.outfit).length, hasEnded)} · Unfold`}</title>
      <header>
        <p className="kicker">{run.cursor === 0 ? '\u00A0' : sayRequest(request, pieces)}</p>
        <h1>Your outfits</h1>
        <p className="counted">{sayWardrobe(run) ?? '\u00A0'}</p>
      </header>
      <JobBar
        run={run}
        saying={sayJob(view, now)}
        eta={eta}
        isBusy={command.isBusy || isRetrying}
        isVeryLate={isVeryLate(run, now)}
        problem={command.problem}
        stop={stop}
        retry={retry}
        onward={
          <Link to="/occasion" className="button quiet">
            New plan
          </Link>
        }
      />
      {props.isDebug && <DebugPanel view={view} slots={slots} />}
      {request.change === null ? (
        <QuickPick pick={pick} isOver={hasEnded} pieces={pieces} />
      ) : (
        run.continues !== null && (
          <p className="row changed">
            {sayChange(request, pieces)}
            <button type="button" className="button quiet" onClick={() => openJob(run.continues!)}>
              Undo: back to the outfits before
            </button>
          </p>
        )
      )}
      <ol className="looks">
        {slots.map((slot) => (
          <SlotCard
            key={slot.number}
            slot={slot}
            pieces={pieces}
            isOffline={props.isOffline}
            actions={
              slot.outfit && (
                <OutfitActions
                  number={slot.number}
                  outfit={slot.outfit}
                  pieces={pieces}
                  anchors={request.anchors}
                  where={where}
                  now={now}
                  kept={props.kept}
                  onKept={props.onKept}
                  swap={
                    hasEnded ? async (itemId) => openJob(await swapPiece(jobId, slot.number, itemId)) : null
                  }
                  askAgain={
                    hasEnded && isStandIn(slot.outfit, run)
                      ? async () => openJob(await retryOutfit(jobId, slot.number))
                      : null
                  }
                />
              )
            }
            waitingWords={
              request.change?.type === 'swap' ? 'Looking for another piece…' : 'Choosing the pieces…'
            }
            missing={
              <MissingOutfit
                run={run}
                slot={slot}
                isBusy={command.isBusy}
                retry={
                  hasEnded
                    ? () => void command.run(async () => openJob(await retryOutfit(jobId, slot.number)))
                    : null
                }
              />
            }
          />
        ))}
      </ol>
      {run.notices.map((notice, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <p key={index} className="notice">
          {sayNotice(notice)}
        </p>
      ))}
      {props.isOffline && (
        <p className="soft">
          Styled by Unfold’s built-in stylist: your own rules, no model. A model adds taste.
        </p>
      )}
      <output className="visually-hidden" aria-live="polite">
        {announceJob(view, slots, now)}
      </output>
    </div>
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

/** A notice is a sentence, or a fact that carries one. */
function sayNotice(notice: Json): string {
  if (typeof notice === 'string') return notice
  const { message } = (notice ?? {}) as { message?: Json }
  return typeof message === 'string' ? message : 'Something was changed on the way.'
}

/** For a tab that waits among others. */
function sayTitle(ready: number, hasEnded: boolean): string {
  return hasEnded ? 'Your outfits' : `${ready} of 3 outfits`
}
