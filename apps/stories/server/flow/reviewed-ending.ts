import type { StepContext } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import type { Language } from '../../shared/index.ts'
import { LOCALES } from '../locales.ts'
import type { StoryGate } from '../story-gate.ts'
import { type PlotMemory, plotMemorySchema, reviewedEnding, reviewedQuestion } from '../storyteller/index.ts'
import { type ChapterPage, paragraphPart, PARTS } from './chapter-page.ts'
import type { ChapterWriter } from './chapter-writer.ts'
import type { StoryInput } from './story-input.ts'

/** Key of the note that is stored with a reviewed ending: whoever takes the run over does not add another one. */
export const REVIEWED_ENDING = 'reviewed-ending'

/** Wordings that are tried against a child's limits. */
const TRIES = 12

/**
 * Ends a chapter whose author was turned down: authored, reviewed words, which need no live checker. What is committed
 * stays, an open paragraph ends with its last committed sentence, and only what is missing is added.
 */
export async function commitReviewedEnding(
  step: StepContext,
  writer: ChapterWriter,
  input: StoryInput,
  gate: StoryGate,
): Promise<void> {
  const { page, facts } = writer
  const { child } = input
  const reader = { language: child.language, level: child.readingLevel }
  const memory = memoryFromPlot(facts.plot, page)
  const { paragraphs } = page
  const open = paragraphs.at(-1)
  const isMissing = writer.missingParagraphs() > 0
  const isAllowed = (kind: string, ...texts: string[]) =>
    gate.rulesAllow(texts.join(' '), {
      kind,
      language: LOCALES[child.language],
      age: child.age,
      limits: child.limits,
    })
  const text = isMissing
    ? await firstOf(
        wordings(input, memory, (hero, seed) => reviewedEnding(reader, hero, seed, !page.isLast)),
        (ending) => isAllowed('sentence', ending),
        PLAIN[child.language].ending,
      )
    : null
  const asked = page.isLast
    ? null
    : await firstOf(
        wordings(input, memory, (hero, seed) => reviewedQuestion(reader, hero, seed)),
        ({ question, choices }) =>
          isAllowed('question', question, ...choices.flatMap((choice) => [choice.text, choice.description])),
        PLAIN[child.language],
      )
  // From here on nothing is waited for: all of it goes into one commit, with its note.
  step.note(REVIEWED_ENDING, true)
  if (open && !open.final) step.part(open.part, 'paragraph', open.text)
  if (text !== null) {
    const part = paragraphPart(paragraphs.length + 1)
    step.text(part, text)
    step.part(part, 'paragraph', text)
  }
  if (page.title === null) step.part(PARTS.title, 'title', PLAIN[child.language].title(input.chapterNumber))
  if (asked) {
    if (page.question === null) step.part(PARTS.question, 'question', asked.question)
    if (page.choices === null) {
      const choices = asked.choices.map((choice, i) => ({ id: String(i), ...choice }))
      step.part(PARTS.choices, 'choices', choices)
    }
  }
  if (page.learning === null) step.part(PARTS.learning, PARTS.learning, [])
  if (page.vocabulary === null) step.part(PARTS.vocabulary, PARTS.vocabulary, [])
}

/** The same wordings in the same order for every attempt: with the hero's name while it lasts, then without. */
function* wordings<T>(
  { seed, chapterNumber }: StoryInput,
  memory: PlotMemory | null,
  write: (memory: PlotMemory | null, seed: string) => T,
): Generator<T> {
  for (const hero of memory ? [memory, null] : [null]) {
    for (let n = 0; n < TRIES; n += 1) yield write(hero, `${seed}:${chapterNumber}${n === 0 ? '' : `:${n}`}`)
  }
}

async function firstOf<T, U>(
  candidates: Iterable<T>,
  isAllowed: (candidate: T) => Promise<boolean>,
  otherwise: U,
): Promise<T | U> {
  for (const candidate of candidates) if (await isAllowed(candidate)) return candidate
  return otherwise
}

/** So plain that no topic is in it. */
const PLAIN: {
  readonly [language in Language]: {
    ending: string
    title: (chapterNumber: number) => string
    question: string
    choices: { text: string; description: string }[]
  }
} = {
  english: {
    ending: 'And so it went on, in its own good time.',
    title: (chapterNumber) => `Chapter ${chapterNumber}`,
    question: 'What comes next?',
    choices: [
      { text: 'Go on', description: 'Straight ahead.' },
      { text: 'Go another way', description: 'There is more than one.' },
    ],
  },
  hebrew: {
    ending: 'וכך זה נמשך, בזמן הטוב שלו.',
    title: (chapterNumber) => `פרק ${chapterNumber}`,
    question: 'מה קורה עכשיו?',
    choices: [
      { text: 'ממשיכים הלאה', description: 'ישר קדימה.' },
      { text: 'הולכים בדרך אחרת', description: 'יש יותר מאחת.' },
    ],
  },
}

/** A plot is its author's own and passes no gate: a hero is named only where the child has met that name. */
function memoryFromPlot(plot: Json, page: ChapterPage): PlotMemory | null {
  const memory = plotMemorySchema.safeParse(plot).data ?? null
  return memory && page.paragraphs.some(({ text }) => text.includes(memory.hero.name)) ? memory : null
}
