import { Fragment, memo, type ReactNode } from 'react'
import { isolatesOf, langOf, type Direction } from '../shared/direction.ts'
import { PAGE_WORDS } from './page-words.ts'
import type { ShownBlock, ShownSentence } from './story-text.ts'

/** What a voice is reading: a word of a sentence, or all of it. */
export interface SpokenMark {
  part: string
  sentence: number
  word: { from: number; to: number } | null
}

interface TranscriptProps {
  /** As far as the reader has come. */
  blocks: readonly ShownBlock[]
  direction: Direction
  /** Marks the words that came last, so that they fade in. */
  isMoving: boolean
  spoken: SpokenMark | null
}

/** The chapter's text. Not live for screen readers: they hear of boundaries, and read the text when they want to. */
export function Transcript({ blocks, direction, isMoving, spoken }: TranscriptProps) {
  return (
    <div className="transcript" role="log" aria-live="off" aria-label={PAGE_WORDS[direction].story}>
      {blocks.map((block, index) => (
        <Paragraph
          key={block.part}
          kind={block.kind}
          sentences={block.sentences}
          shown={block.sentences.reduce((sum, sentence) => sum + sentence.length, 0)}
          isFresh={isMoving && index === blocks.length - 1}
          direction={direction}
          spoken={spoken?.part === block.part ? spoken.sentence : -1}
          from={spoken?.part === block.part ? (spoken.word?.from ?? -1) : -1}
          to={spoken?.part === block.part ? (spoken.word?.to ?? -1) : -1}
        />
      ))}
    </div>
  )
}

/** A block that is shown as a whole, and does not change any more. */
export function Passage({ block, direction }: { block: ShownBlock; direction: Direction }) {
  return (
    <Paragraph
      kind={block.kind}
      sentences={block.sentences}
      shown={0}
      isFresh={false}
      direction={direction}
      spoken={-1}
      from={-1}
      to={-1}
    />
  )
}

interface ParagraphProps {
  kind: ShownBlock['kind']
  sentences: readonly ShownSentence[]
  /** Characters shown of all sentences: the same number, the same paragraph. */
  shown: number
  isFresh: boolean
  direction: Direction
  /** The sentence that is read aloud, and its word; -1 for none. */
  spoken: number
  from: number
  to: number
}

const Paragraph = memo(
  function Paragraph({ kind, sentences, isFresh, direction, spoken, from, to }: ParagraphProps) {
    // Positions never change: text is only ever added behind.
    return (
      <p className={kind} dir={sentences[0]?.direction ?? direction}>
        {sentences.map((sentence, index) => {
          const { text, length } = sentence
          const isLast = index === sentences.length - 1
          // The space between sentences is the paragraph's: inside one that runs the other way it would end up on its far
          // side. It comes with the sentence behind it: at the end of a line it has no place yet, and would count as moved.
          const end = Math.min(length, text.trimEnd().length)
          const word = isFresh && isLast ? lastWordOf(text.slice(0, end)) : end
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <Fragment key={index}>
              {index > 0 && gapBehind(sentences[index - 1]!)}
              <span
                dir={sentence.direction}
                lang={langOf(sentence.direction)}
                className={index === spoken && from < 0 ? 'spoken-sentence' : undefined}
                data-spoken={index === spoken || undefined}
              >
                {markedText({ ...sentence, length: end }, [
                  ...(index === spoken && from >= 0 ? [{ from, to, className: 'spoken-word' }] : []),
                  ...(word < end ? [{ from: word, to: end, className: 'fresh' }] : []),
                ])}
              </span>
            </Fragment>
          )
        })}
      </p>
    )
  },
  (a, b) =>
    a.shown === b.shown &&
    a.isFresh === b.isFresh &&
    a.direction === b.direction &&
    a.spoken === b.spoken &&
    a.from === b.from &&
    a.to === b.to,
)

interface Mark {
  from: number
  to: number
  className: string
}

/** The shown text, with what is said in the other language on a line of direction of its own. */
function markedText({ text, length, direction }: ShownSentence, marks: readonly Mark[]): ReactNode[] {
  const nodes: ReactNode[] = []
  let at = 0
  for (const isolate of isolatesOf(text, direction)) {
    if (isolate.from >= length) break
    const to = Math.min(isolate.to, length)
    nodes.push(...marked(text, at, isolate.from, marks))
    nodes.push(
      <bdi key={`bdi-${isolate.from}`} dir={isolate.direction} lang={langOf(isolate.direction)}>
        {marked(text, isolate.from, to, marks)}
      </bdi>,
    )
    at = to
  }
  nodes.push(...marked(text, at, length, marks))
  return nodes
}

function marked(text: string, from: number, to: number, marks: readonly Mark[]): ReactNode[] {
  const nodes: ReactNode[] = []
  let at = from
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(mark.from, at)
    const end = Math.min(mark.to, to)
    if (start >= end) continue
    if (start > at) nodes.push(text.slice(at, start))
    nodes.push(
      <span key={`${mark.className}-${mark.from}`} className={mark.className}>
        {text.slice(start, end)}
      </span>,
    )
    at = end
  }
  if (at < to) nodes.push(text.slice(at, to))
  return nodes
}

function gapBehind({ text }: ShownSentence): string {
  return text.slice(text.trimEnd().length)
}

function lastWordOf(text: string): number {
  return /\S+\s*$/u.exec(text)?.index ?? text.length
}
