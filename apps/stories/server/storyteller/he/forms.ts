import type { Noun } from '../content.ts'

/** A masculine noun, without and with its article: in Hebrew neither form follows from the other. */
export const his = (a: string, the: string): Noun => ({ a, the, gender: 'he' })
/** A feminine one. */
export const hers = (a: string, the: string): Noun => ({ a, the, gender: 'she' })

/**
 * Finds any of the stems as a word, with the letters that grow onto its front ("and", "the", "in", "to"...) and the endings
 * of number and gender. `\b` knows no Hebrew.
 */
export function signs(stems: string, english = ''): RegExp {
  const hebrew = `(?<![א-ת])[והבלמשכ]{0,3}(?:${stems})(?:ים|ות|ה|ת|י|יה|נים)?(?![א-ת])`
  return new RegExp(english === '' ? hebrew : `${hebrew}|\\b(?:${english})\\b`, 'iu')
}
