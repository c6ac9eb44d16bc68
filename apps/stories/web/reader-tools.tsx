import type { Direction } from '../shared/direction.ts'
import { BAR_WORDS } from './bar-words.ts'
import { PaceSelect } from './pace-select.tsx'
import { isSpeech, type Listening, type ReadAloud } from './read-aloud.ts'
import type { ChangeSettings, ReadingSettings } from './reading-settings.ts'
import { ToolButton } from './tool-button.tsx'
import type { SentenceSteps } from './use-sentence-steps.ts'

interface ReaderToolsProps {
  direction: Direction
  settings: ReadingSettings
  change: ChangeSettings
  /** Nothing is left to show at a pace. */
  isAtRest: boolean
  isBehind: boolean
  isPaused: boolean
  setPaused: (isPaused: boolean) => void
  steps: SentenceSteps
  listening: Listening
  voice: ReadAloud
  /** Begins where the reader is. */
  listen: () => void
  hasText: boolean
}

/** What moves the reader on: a pace, single sentences, or a voice; never two of them at once. */
export function ReaderTools(props: ReaderToolsProps) {
  const { direction, settings, change, steps, listening, voice } = props
  const say = BAR_WORDS[direction]
  if (isSpeech(listening.phase)) {
    const isPaused = listening.phase === 'paused'
    return (
      <>
        {isPaused ? (
          <ToolButton icon="play" words={say.goOn} onClick={() => voice.resume()} />
        ) : (
          <ToolButton icon="pause" words={say.pause} onClick={() => voice.pause()} />
        )}
        <ToolButton icon="back" words={say.before} isBare onClick={() => voice.step(-1)} />
        <ToolButton icon="next" words={say.next} isBare onClick={() => voice.step(1)} />
        <ToolButton icon="silence" words={say.silence} onClick={() => voice.stop()} />
      </>
    )
  }
  return (
    <>
      {settings.bySentence ? (
        <>
          <ToolButton
            icon="back"
            words={say.before}
            isBare
            isOff={!steps.hasBack}
            onClick={() => steps.step(-1)}
          />
          <ToolButton icon="next" words={say.next} isOff={!steps.hasNext} onClick={() => steps.step(1)} />
        </>
      ) : (
        !props.isAtRest && (
          <>
            <PaceSelect direction={direction} pace={settings.pace} setPace={(pace) => change({ pace })} />
            {/* Always there: a button that comes and goes would move the one beside it. */}
            <ToolButton
              icon={props.isPaused ? 'play' : 'pause'}
              words={props.isPaused ? say.goOn : say.pause}
              isOff={!props.isBehind}
              onClick={() => props.setPaused(!props.isPaused)}
            />
          </>
        )
      )}
      <ToolButton icon="listen" words={say.listen} isOff={!props.hasText} onClick={props.listen} />
    </>
  )
}
