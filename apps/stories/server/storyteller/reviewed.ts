import { REVIEWED_ENDINGS_EN, REVIEWED_QUESTIONS_EN } from './en/reviewed.ts'
import { hashText } from './chance.ts'
import type { Level, PlotMemory } from './brief.ts'

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

export const REVIEWED_ENDINGS = { english: REVIEWED_ENDINGS_EN } as const
export const REVIEWED_QUESTIONS = { english: REVIEWED_QUESTIONS_EN } as const

/** `goesOn` is false in the last chapter: only there may a text end the story. */
export function reviewedEnding(level: Level, memory: PlotMemory | null, seed: string, goesOn = true): string {
  const endings = REVIEWED_ENDINGS.english[level].filter((ending) => ending.goesOn === goesOn)
  return nameHero(endings[hashText(seed) % endings.length]!, memory)
}

/** A question, and the choices that belong to it. */
export function reviewedQuestion(level: Level, memory: PlotMemory | null, seed: string) {
  const questions = REVIEWED_QUESTIONS.english[level]
  const asked = questions[hashText(seed) % questions.length]!
  return { question: nameHero(asked, memory), choices: asked.choices.map((choice) => ({ ...choice })) }
}

function nameHero(text: ReviewedText, memory: PlotMemory | null): string {
  return memory === null ? text.plain : text.named.replaceAll('{hero}', memory.hero.name)
}
