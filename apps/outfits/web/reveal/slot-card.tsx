import type { ReactNode } from 'react'
import { Clamped } from './clamped.tsx'
import { FlatLay } from './flat-lay.tsx'
import type { Slot } from './job-slots.ts'
import { quietLine } from './job-words.ts'
import { BY_WORDS, CONFIDENCE_WORDS, sayGaveWay } from './outfit-words.ts'
import type { Pieces } from './pieces.ts'

interface SlotCardProps {
  slot: Slot
  pieces: Pieces
  /** The built-in stylist is the rules themselves. */
  isOffline: boolean
  /** Until there is a first thought about it. */
  waitingWords: string
  /** What can be done with the outfit; below everything that came by itself. */
  actions: ReactNode
  /** For a place that stayed empty: why, and a way on. */
  missing: ReactNode
}

/** One of the three places: as high empty as it is full, so that nothing moves when its outfit comes. */
export function SlotCard({ slot, pieces, isOffline, waitingWords, actions, missing }: SlotCardProps) {
  const { number, outfit, state } = slot
  const gaveWay = outfit && sayGaveWay(outfit)
  return (
    <li className="look sheet" data-state={state}>
      <article aria-labelledby={`outfit-${number}`}>
        <h2 id={`outfit-${number}`}>Outfit {number}</h2>
        <p className="look-by">
          {outfit
            ? `${isOffline ? BY_WORDS.ranker : BY_WORDS[outfit.by]} · ${CONFIDENCE_WORDS[outfit.confidence]}`
            : '\u00A0'}
        </p>
        {outfit ? (
          <FlatLay outfit={outfit} pieces={pieces} />
        ) : (
          <Waiting slot={slot} waitingWords={waitingWords} missing={missing} />
        )}
        <div className="look-words">
          {outfit && (
            <>
              <h3>How to style it</h3>
              <Clamped text={outfit.howToStyle} label={`how to style outfit ${number}`} />
              <h3>Why it works</h3>
              <Clamped text={outfit.whyItWorks} label={`why outfit ${number} works`} />
              <p className="look-note" data-gave-way={gaveWay !== null}>
                {gaveWay ?? outfit.vibeKeywords.join(' · ')}
              </p>
            </>
          )}
        </div>
        <div className="look-actions">{outfit && actions}</div>
      </article>
    </li>
  )
}

function Waiting({ slot, waitingWords, missing }: Pick<SlotCardProps, 'slot' | 'waitingWords' | 'missing'>) {
  const line = quietLine(slot.reasoning)
  return (
    <>
      <div className="lay" data-state="empty" />
      <div className="lay-empty">
        {slot.state === 'missing' && missing}
        {slot.state === 'ahead' && <p className="soft">To come</p>}
        {slot.state === 'now' && (
          <p className="thinking-aloud">
            <span className="quill" aria-hidden="true" />
            {line === '' ? waitingWords : line}
          </p>
        )}
      </div>
    </>
  )
}
