import type { Language } from '../../shared/index.ts'
import { REVIEWED_ENDINGS_EN, REVIEWED_QUESTIONS_EN } from './en/reviewed.ts'
import { REVIEWED_ENDINGS_HE, REVIEWED_QUESTIONS_HE } from './he/reviewed.ts'
import { hashText } from './chance.ts'
import type { ChapterBrief, Leveled, PlotMemory } from './brief.ts'
import { fill, genderOf } from './template.ts'

/**
 * The safety net: authored, reviewed by people, used without a live check when a chapter was turned down twice. Each text fits
 * any story; `named` says the hero's name where the plot is known.
 */
interface ReviewedText {
  plain: string
  named: string
}

export interface ReviewedEnding extends ReviewedText {
  /** True where it only rests: the story has another chapter. */
  goesOn: boolean
}

export interface ReviewedQuestion extends ReviewedText {
  choices: readonly { text: string; description: string }[]
}

export const REVIEWED_ENDINGS: Record<Language, Leveled<readonly ReviewedEnding[]>> = {
  english: REVIEWED_ENDINGS_EN,
  hebrew: REVIEWED_ENDINGS_HE,
}
const REVIEWED_QUESTIONS: Record<Language, Leveled<readonly ReviewedQuestion[]>> = {
  english: REVIEWED_QUESTIONS_EN,
  hebrew: REVIEWED_QUESTIONS_HE,
}

type Reader = Pick<ChapterBrief, 'language' | 'level'>

/** `goesOn` is false in the last chapter: only there may a text end the story. */
export function reviewedEnding(
  { language, level }: Reader,
  memory: PlotMemory | null,
  seed: string,
  goesOn = true,
): string {
  const endings = REVIEWED_ENDINGS[language][level].filter((ending) => ending.goesOn === goesOn)
  return nameHero(endings[hashText(seed) % endings.length]!, memory)
}

/** A question, and the choices that belong to it. */
export function reviewedQuestion({ language, level }: Reader, memory: PlotMemory | null, seed: string) {
  const questions = REVIEWED_QUESTIONS[language][level]
  const asked = questions[hashText(seed) % questions.length]!
  return { question: nameHero(asked, memory), choices: asked.choices.map((choice) => ({ ...choice })) }
}

function nameHero(text: ReviewedText, memory: PlotMemory | null): string {
  if (memory === null) return text.plain
  const { name, pronoun } = memory.hero
  return fill(text.named, { hero: name, [genderOf('hero')]: pronoun })
}
