import { APPROACHES, type Approach, type ChapterBrief } from './brief.ts'
import type { ApproachBlocks, Speech } from './content.ts'
import { fitsLevel, wordsFromText } from './levels.ts'

/**
 * A child's own words are data. They are repeated only as somebody's speech, cut at the reading level, and not at all
 * when they hold what a bedtime story should not say again; their meaning still steers the chapter.
 */
export function speechFromOwnWords(
  text: string,
  { level, language, hero }: Pick<ChapterBrief, 'level' | 'language' | 'hero'>,
  speech: Speech,
  maxWords: number,
): string | null {
  if (speech.notRepeated.test(text)) return null
  const words = wordsFromText(text.normalize('NFKC').replaceAll(/<[^>]*>|[{}[\]<>|*_#`~\\]/g, ' '))
  const cut = words.slice(0, maxWords)
  if (cut.length === 0 || !fitsLevel(cut.join(' '), level, language, hero?.name)) return null
  // A cut in the middle must not end on a word that waits for another.
  while (words.length > maxWords && cut.length > 2 && speech.waits.test(cut.at(-1)!)) cut.pop()
  if (words.length > maxWords && cut.length < 3) return null
  return cut.join(' ')
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
  return speechFromOwnWords(brief.theme, brief, speech, 4)?.toLowerCase() ?? null
}
