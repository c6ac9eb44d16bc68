import { memo } from 'react'
import { sentencesOf, type Direction } from './direction.ts'
import type { Block } from './transcript-blocks.ts'

interface TranscriptProps {
  /** As far as the reader has come. */
  blocks: Block[]
  direction: Direction
  /** Marks the words that came last, so that they fade in. */
  isMoving: boolean
}

/** The chapter's text. Not live for screen readers: they hear of boundaries, and read the text when they want to. */
export function Transcript({ blocks, direction, isMoving }: TranscriptProps) {
  return (
    <div className="transcript" role="log" aria-live="off" aria-label="The story">
      {blocks.map((block, index) => (
        <Paragraph
          key={block.part}
          kind={block.kind}
          text={block.words.join('')}
          fresh={isMoving && index === blocks.length - 1 ? (block.words.at(-1) ?? '') : ''}
          direction={direction}
        />
      ))}
    </div>
  )
}

interface ParagraphProps {
  kind: Block['kind']
  text: string
  /** The last word while it is new; empty otherwise. */
  fresh: string
  direction: Direction
}

const Paragraph = memo(function Paragraph({ kind, text, fresh, direction }: ParagraphProps) {
  const sentences = sentencesOf(text, direction)
  // Positions never change: text is only ever added behind.
  return (
    <p className={kind} dir={sentences[0]?.direction ?? direction}>
      {sentences.map((sentence, index) => {
        const isLast = index === sentences.length - 1
        const settled = isLast && fresh !== '' ? sentence.text.slice(0, -fresh.length) : sentence.text
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} dir={sentence.direction} lang={sentence.direction === 'rtl' ? 'he' : 'en'}>
            {settled}
            {isLast && fresh !== '' && (
              <span key={text.length} className="fresh">
                {fresh}
              </span>
            )}
          </span>
        )
      })}
    </p>
  )
})
