import { APPROACHES, type Approach, type ChapterBrief } from './brief.ts'
import type { ApproachBlocks, Speech } from './content.ts'
import { fitsLevel, LEVEL_LIMITS, sentencesFromText, wordsFromText } from './levels.ts'

/**
 * A child's own words are data. They are repeated only as somebody's speech: whole where each of their sentences fits the
 * reading level, else up to the end of a clause, and not at all when they hold what a bedtime story should not say again;
 * their meaning still steers the chapter.
 */
export function speechFromOwnWords(
  text: string,
  { level, language, hero }: Pick<ChapterBrief, 'level' | 'language' | 'hero'>,
  speech: Speech,
  maxWords = Infinity,
): string | null {
  if (speech.notRepeated.test(text)) return null
  const whole = sayable(text)
  const fits = (said: string) =>
    wordsFromText(said).length <= maxWords &&
    sentencesFromText(said).every((sentence) => fitsLevel(sentence, level, language, hero?.name))
  if (whole === '' || fits(whole)) return whole === '' ? null : whole
  return clausesFromStart(whole, speech).find(fits) ?? null
}

/** What can stand inside a speech: words and the signs between them, on one line, without one at the end. */
function sayable(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/<[^>]*>|[^\p{L}\p{M}\p{N}\s.,!?;:'’–—־-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([.,!?;:])[ .,!?;:]*(?= |$)/g, '$1')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '')
}

/** Beginnings of the words that end where another clause begins, the longest first. Two words say too little. */
function clausesFromStart(whole: string, { clause, waits }: Speech): string[] {
  return [...whole.matchAll(clause)]
    .map(({ index }) => whole.slice(0, index).replace(/[^\p{L}\p{M}\p{N}]+$/u, ''))
    .filter((said) => {
      const words = wordsFromText(said)
      return words.length > 2 && !waits.test(words.at(-1)!)
    })
    .toReversed()
}

/** What the words mean: what they speak of first. Null when nothing in them says. */
export function approachFromOwnWords(
  text: string,
  approaches: Record<Approach, ApproachBlocks>,
): Approach | null {
  const found = APPROACHES.map((approach) => ({ approach, at: text.search(approaches[approach].signs) }))
  return found.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)[0]?.approach ?? null
}

/** A free theme as a noun phrase to be spoken of ("a book about trains"); null when it is not fit for that. */
export function topicFromTheme(brief: ChapterBrief, speech: Speech): string | null {
  // What the blocks that speak of it have room for.
  const maxWords = Math.min(6, Math.max(4, LEVEL_LIMITS[brief.language][brief.level].maxWords - 6))
  return speechFromOwnWords(brief.theme, brief, speech, maxWords)?.toLowerCase() ?? null
}
