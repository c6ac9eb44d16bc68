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

/** The language that a direction stands for here: stories are told in English and in Hebrew. */
export function langOf(direction: Direction): 'he' | 'en' {
  return direction === 'rtl' ? 'he' : 'en'
}

export interface Isolate {
  from: number
  to: number
  direction: Direction
}

const QUOTED = /["“”„«]([^"“”„«»]+)["”“»]/gu

/**
 * What is said in the other language between quotation marks, the marks left out: on its own line of direction, so that
 * its question or exclamation mark does not jump to the far end.
 */
export function isolatesOf(sentence: string, direction: Direction): Isolate[] {
  return [...sentence.matchAll(QUOTED)].flatMap((match) => {
    const said = match[1]!
    const other = directionOf(said, direction)
    const from = match.index + 1
    return other === direction ? [] : [{ from, to: from + said.length, direction: other }]
  })
}

/** Sentences of a stretch of text, spaces included; joined they are the text. */
export function splitSentences(text: string, direction: Direction): string[] {
  return Array.from(segmenterFor(langOf(direction)).segment(text), ({ segment }) => segment)
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
