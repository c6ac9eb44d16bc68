import type { ShownBlock } from './story-text.ts'

/** Enough for a screen reader that is still busy with one; no second copy of the story. */
const KEPT = 3

interface AnnouncedSentencesProps {
  blocks: readonly ShownBlock[]
  isOn: boolean
}

/** For who asked for it: every sentence once it is shown whole, in a region that a screen reader speaks. */
export function AnnouncedSentences({ blocks, isOn }: AnnouncedSentencesProps) {
  const whole = isOn
    ? blocks.flatMap(({ part, sentences }) =>
        sentences
          .map((sentence, index) => ({ key: `${part}-${index}-${sentence.text.length}`, ...sentence }))
          .filter(({ text, length }) => length >= text.trimEnd().length),
      )
    : []
  return (
    <div className="visually-hidden" aria-live="polite" aria-relevant="additions">
      {whole.slice(-KEPT).map(({ key, text, direction }) => (
        <p key={key} dir={direction} lang={direction === 'rtl' ? 'he' : 'en'}>
          {text}
        </p>
      ))}
    </div>
  )
}
