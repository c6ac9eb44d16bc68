/** More would fill a whole line of a beginner's page, in every sentence. */
export const MAX_HERO_LETTERS = 24

/** A mark that ends a sentence, or a sign of our own blocks, would be read as one wherever the hero is named. */
const NAME = /^\p{L}(?: ?[-־]?[\p{L}\p{M}\p{N}'’׳])*$/u

/** Why a hero cannot be called that, as a sentence; null when nothing speaks against it. Wants trimmed text. */
export function findHeroSlip(name: string): string | null {
  if (!NAME.test(name))
    return 'A hero’s name is made of letters, with single spaces, hyphens or apostrophes between them.'
  if ((name.match(/\p{L}/gu)?.length ?? 0) <= MAX_HERO_LETTERS) return null
  return `A hero’s name has at most ${MAX_HERO_LETTERS} letters: a child reads it in every other sentence.`
}
