import { useCallback, useMemo, useRef, useState } from 'react'
import type { RunState } from 'unfold/protocol'
import type { Choice } from '../shared/index.ts'
import type { Direction } from '../shared/direction.ts'
import { isSpeech, type Listening, type ReadAloud, type Spoken } from './read-aloud.ts'
import type { ReadingSettings } from './reading-settings.ts'
import {
  blocksFromParts,
  placeOfWord,
  placesOf,
  takeWords,
  type Block,
  type ShownBlock,
} from './story-text.ts'
import type { SpokenMark } from './transcript.tsx'
import { useReadAloud } from './use-read-aloud.ts'
import { useReveal } from './use-reveal.ts'
import { useStoryDirection } from './use-story-direction.ts'
import { useSentenceSteps, type SentenceSteps } from './use-sentence-steps.ts'

export interface Reading {
  direction: Direction
  /** What is on the page now: as far as the reader has come, or one sentence of it. */
  blocks: readonly ShownBlock[]
  /** Words come by themselves. */
  isMoving: boolean
  /** Words wait to be shown at a pace. */
  isBehind: boolean
  /** The reader has come to the end of what is committed. */
  isCaughtUp: boolean
  isPaused: boolean
  setPaused: (isPaused: boolean) => void
  showAll: () => void
  steps: SentenceSteps
  listening: Listening
  voice: ReadAloud
  listen: () => void
  mark: SpokenMark | null
  /** The choice that is read aloud. */
  spokenChoice: number | null
}

/** Where the reader is in a chapter that may still grow, by pace, by sentence or by ear. */
export function useReading(
  runId: string,
  storyId: string | null,
  run: RunState,
  settings: ReadingSettings,
  choices: Choice[],
): Reading {
  const isOver = run.endedAt !== null
  const [isPaused, setPaused] = useState(false)
  const blocks = useStableBlocks(run.parts)
  const places = useMemo(() => placesOf(blocks), [blocks])
  const direction = useStoryDirection(runId, storyId, places[0]?.direction ?? null)
  const available = run.cursor === 0 ? null : (places.at(-1)?.endWord ?? 0)

  const spokenText = useMemo(
    () => [...places, ...(run.status === 'completed' ? choices.map((c) => spokenChoice(c, direction)) : [])],
    [places, run.status, choices, direction],
  )
  const [listening, voice] = useReadAloud(spokenText, isOver, settings.voiceSpeed)
  const isListening = isSpeech(listening.phase)
  const heard = isListening ? Math.min(listening.sentence, places.length - 1) : null

  const steps = useSentenceSteps(runId, places, settings.bySentence)
  const upTo = heard === null ? steps.upTo : (places[heard]?.endWord ?? 0)
  const reveal = useReveal({ runId, available, isOver, pace: settings.pace, isPaused, upTo })
  if (settings.bySentence && available !== null && places.length > 0) {
    // The voice turns the sentences while it reads; before that, reading begins where the words have come to.
    if (heard !== null && heard >= 0 && steps.at !== heard) steps.moveTo(heard)
    else if (steps.at === null) steps.moveTo(reveal.isCaughtUp ? 0 : placeOfWord(places, reveal.shown))
  }

  const shown = useMemo(() => takeWords(blocks, reveal.shown), [blocks, reveal.shown])
  const at = settings.bySentence ? steps.at : null
  const place = at === null ? undefined : places[at]
  const only = useMemo(
    () => (place ? onlySentence(shown, place.block, place.sentence) : shown),
    [shown, place],
  )

  const isBehind = available !== null && !reveal.isCaughtUp && upTo === null
  const spokenPlace = heard === null ? undefined : places[listening.sentence]
  const isCaughtUp = settings.bySentence ? at !== null && at === places.length - 1 : reveal.isCaughtUp
  const start = at ?? (reveal.isCaughtUp && isOver ? 0 : placeOfWord(places, reveal.shown))
  return {
    direction,
    blocks: only,
    isMoving: isBehind && !isPaused,
    isBehind,
    isCaughtUp: isCaughtUp || (isOver && places.length === 0),
    isPaused,
    setPaused,
    showAll: reveal.showAll,
    steps,
    listening,
    voice,
    listen: useCallback(() => voice.start(start), [voice, start]),
    mark: spokenPlace
      ? {
          part: spokenPlace.part,
          sentence: place ? 0 : spokenPlace.sentence,
          word: listening.word,
        }
      : null,
    spokenChoice:
      isListening && listening.sentence >= places.length ? listening.sentence - places.length : null,
  }
}

/** The same blocks for the same parts, each knowing what was decided about it before. */
function useStableBlocks(parts: RunState['parts']): readonly Block[] {
  const before = useRef<readonly Block[]>([])
  // oxlint-disable-next-line react-hooks/refs
  return useMemo(() => (before.current = blocksFromParts(parts, before.current)), [parts])
}

function onlySentence(shown: readonly ShownBlock[], block: number, sentence: number): ShownBlock[] {
  const found = shown[block]
  const one = found?.sentences[sentence]
  return found && one ? [{ ...found, sentences: [one] }] : []
}

function spokenChoice(choice: Choice, direction: Direction): Spoken {
  return { text: `${choice.text}. ${choice.description}`, direction }
}
