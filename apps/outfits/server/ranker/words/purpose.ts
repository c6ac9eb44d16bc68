import { listWords } from '../../validator/index.ts'

/** Occasions as they stand in a sentence: "a business meeting", "the school run, an investor meeting and coffee". */
export function purposeOf(occasions: readonly string[]): string {
  const stops = occasions.flatMap((text) => text.split(/\s*[,;]\s*|\s+then\s+/)).filter(Boolean)
  return listWords(stops.map(asPurpose))
}

function asPurpose(occasion: string): string {
  const words = occasion.charAt(0).toLowerCase() + occasion.slice(1)
  if (/^(casual|formal|smart|relaxed|sporty)$/.test(words)) return `a ${words} day`
  if (/^(school|dog) /.test(words)) return `the ${words}`
  if (/^(a|an|the|my|our)\b/.test(words)) return words
  if (/(meeting|night|event|interview|party|dinner|date|wedding)$/.test(words))
    return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
  return words
}
