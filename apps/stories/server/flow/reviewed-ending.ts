import type { StepContext } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import { type PlotMemory, plotMemorySchema, reviewedEnding, reviewedQuestion } from '../storyteller/index.ts'
import { type ChapterPage, paragraphPart, PARTS } from './chapter-page.ts'
import type { ChapterWriter } from './chapter-writer.ts'
import type { StoryInput } from './story-input.ts'

/** Key of the note that is stored with a reviewed ending: whoever takes the run over does not add another one. */
export const REVIEWED_ENDING = 'reviewed-ending'

/**
 * Ends a chapter whose author was turned down: authored, reviewed words, which need no live checker. What is committed
 * stays, an open paragraph ends with its last committed sentence, and only what is missing is added.
 */
export function commitReviewedEnding(step: StepContext, writer: ChapterWriter, input: StoryInput): void {
  const { page, facts } = writer
  const level = input.child.readingLevel
  const memory = memoryFromPlot(facts.plot, page)
  const seed = `${input.seed}:${input.chapterNumber}`
  const { paragraphs } = page
  const open = paragraphs.at(-1)
  step.note(REVIEWED_ENDING, true)
  const isMissing = writer.missingParagraphs() > 0
  if (open && !open.final) step.part(open.part, 'paragraph', open.text)
  if (isMissing) {
    const part = paragraphPart(paragraphs.length + 1)
    const text = reviewedEnding(level, memory, seed, !page.isLast)
    step.text(part, text)
    step.part(part, 'paragraph', text)
  }
  if (page.title === null) step.part(PARTS.title, 'title', `Chapter ${input.chapterNumber}`)
  if (!page.isLast) {
    const reviewed = reviewedQuestion(level, memory, seed)
    if (page.question === null) step.part(PARTS.question, 'question', reviewed.question)
    if (page.choices === null) {
      const choices = reviewed.choices.map((choice, i) => ({ id: String(i), ...choice }))
      step.part(PARTS.choices, 'choices', choices)
    }
  }
  if (page.learning === null) step.part(PARTS.learning, PARTS.learning, [])
  if (page.vocabulary === null) step.part(PARTS.vocabulary, PARTS.vocabulary, [])
}

/** A plot is its author's own and passes no gate: a hero is named only where the child has met that name. */
function memoryFromPlot(plot: Json, page: ChapterPage): PlotMemory | null {
  const memory = plotMemorySchema.safeParse(plot).data ?? null
  return memory && page.paragraphs.some(({ text }) => text.includes(memory.hero.name)) ? memory : null
}
