export type Direction = 'ltr' | 'rtl'

const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}]/gu
const LETTER = /\p{Letter}/gu
/** A Hebrew sentence may open with a Latin name, so the first letter does not decide, and half is too much to ask. */
const RTL_SHARE = 0.4

/** Of a whole sentence; `fallback` where it holds no letter. Asked once per sentence, so that no line flips midway. */
export function directionOf(sentence: string, fallback: Direction): Direction {
  const letters = sentence.match(LETTER)?.length ?? 0
  if (letters === 0) return fallback
  return (sentence.match(RTL)?.length ?? 0) / letters >= RTL_SHARE ? 'rtl' : 'ltr'
}

export interface Sentence {
  text: string
  direction: Direction
}

/** Sentences of a block, spaces included; joined they are the block. */
export function sentencesOf(text: string, fallback: Direction): Sentence[] {
  const locale = fallback === 'rtl' ? 'he' : 'en'
  return Array.from(segmenterFor(locale).segment(text), ({ segment }) => ({
    text: segment,
    direction: directionOf(segment, fallback),
  }))
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(locale: string): Intl.Segmenter {
  let segmenter = segmenters.get(locale)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })
    segmenters.set(locale, segmenter)
  }
  return segmenter
}
