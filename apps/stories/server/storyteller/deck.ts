import { hashText, randomFromText, shuffle } from './chance.ts'
import type { ChapterBrief } from './brief.ts'
import type { Slot } from './content.ts'
import { fitsLevel, sentencesFromText } from './levels.ts'
import { textFromTemplate, type Words } from './template.ts'

/** A sentence slot: the pile that fills it, and this story's words. */
export interface Draw {
  pile: string
  cards: Slot
  words: Words
}

/** Several wordings of one card differ in length; the level decides, not the draw. */
const WORDINGS = 6

export interface Card {
  id: number
  sentences: string[]
}

/** The cards of a pile that fit this story and its level, in the story's own order; when none fits, the shortest. */
export function dealCards(
  draw: Draw,
  seed: string,
  { level, language, hero }: Pick<ChapterBrief, 'level' | 'language' | 'hero'>,
  variation: number,
): Card[] {
  const pile = shuffle(draw.cards, randomFromText(`${seed}:${draw.pile}`))
  const fitting: Card[] = []
  let shortest: Card | null = null
  for (const text of pile) {
    const id = hashText(`${draw.pile}:${text}`) >>> 8
    for (let wording = 0; wording < WORDINGS; wording++) {
      const random = randomFromText(`${seed}:${id}:${variation}:${wording}`)
      const card = {
        id,
        sentences: sentencesFromText(textFromTemplate(text, draw.words, random)),
      }
      if (card.sentences.every((sentence) => fitsLevel(sentence, level, language, hero?.name))) {
        fitting.push(card)
        break
      }
      if (shortest === null || lengthOf(card) < lengthOf(shortest)) shortest = card
      if (!text.includes('[')) break
    }
  }
  return fitting.length > 0 ? fitting : shortest === null ? [] : [shortest]
}

function lengthOf(card: Card): number {
  return card.sentences.reduce((sum, sentence) => sum + sentence.length, 0)
}
