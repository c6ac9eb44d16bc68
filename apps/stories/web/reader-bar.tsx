import { useRef, type ReactNode } from 'react'
import { useKeptFocus } from 'unfold/react'
import type { RunState } from 'unfold/protocol'
import type { Direction } from '../shared/direction.ts'
import { BAR_WORDS } from './bar-words.ts'
import type { Saying } from './reading-words.ts'
import { StageBar } from './stage-bar.tsx'
import { ToolButton } from './tool-button.tsx'

interface ReaderBarProps {
  direction: Direction
  run: RunState
  /** Something was written. */
  hasText: boolean
  /** Written and read: the bar stays where the text ends and covers nothing. */
  isAtRest: boolean
  saying: Saying
  /** Committed words wait to be shown, at a pace. */
  isBehind: boolean
  showAll: () => void
  /** How the reader moves through the text: a pace, single sentences, or a voice. */
  children: ReactNode
  openSettings: () => void
  stop: () => void
  retry: () => void
  isBusy: boolean
}

/** Always at the bottom and always as high: nothing in the text moves when a button comes or goes. */
export function ReaderBar(props: ReaderBarProps) {
  const { run, saying } = props
  const say = BAR_WORDS[props.direction]
  const bar = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(bar)
  const isRunning = run.endedAt === null
  const mayRetry = run.status === 'failed' || run.status === 'cancelled'
  const isBad = saying.tone === 'bad'
  return (
    <section
      ref={bar}
      className="reader-bar"
      aria-label={say.region}
      data-rest={props.isAtRest}
      tabIndex={-1}
      {...keepFocus}
    >
      <div className="reader-bar-inner">
        <StageBar run={run} direction={props.direction} />
        <div className="saying-line">
          {!isBad && (
            <p className="saying" data-tone={saying.tone}>
              {saying.text}
            </p>
          )}
          {/* There from the start: a screen reader hears only what changes in a region that it knows. */}
          <div role="alert">
            {isBad && (
              <p className="saying" data-tone="bad">
                {saying.text}
              </p>
            )}
          </div>
          {props.isBehind && (
            <button type="button" className="show-all" onClick={props.showAll}>
              {say.showAll}
            </button>
          )}
        </div>
        <div className="reader-buttons">
          {props.children}
          <span className="stretch" />
          <ToolButton icon="letters" words={say.settings} opens="dialog" onClick={props.openSettings} />
          {isRunning && (
            <ToolButton
              icon="stop"
              words={say.stop}
              more={say.stopMore}
              isOff={props.isBusy || run.cancelling}
              onClick={props.stop}
            />
          )}
          {mayRetry && (
            <button type="button" className="button retry" disabled={props.isBusy} onClick={props.retry}>
              {isBad || !props.hasText ? say.tryAgain : say.writeOn}
            </button>
          )}
        </div>
      </div>
    </section>
  )
}
