import { APPROACHES, type Approach } from './brief.ts'
import type { ApproachBlocks } from './content.ts'
import { fitsLevel, wordsFromText } from './levels.ts'
import type { Level } from './brief.ts'

/**
 * A child's own words are data. They are repeated only as somebody's speech, cut at the reading level, and not at all
 * when they hold what a bedtime story should not say again; their meaning still steers the chapter.
 */
const NOT_REPEATED =
  /\b(kill|dead|die|dies|death|war|gun|guns|shoot|bomb|knife|sword|weapon|blood|hurt|fight|hate|stupid|scar[ey]\w*|afraid|worried|horror|monster|ghost|ignore|instruction\w*|prompt|system|http\w*|www)\b/i

export function speechFromOwnWords(text: string, level: Level, maxWords: number): string | null {
  if (NOT_REPEATED.test(text)) return null
  const words = wordsFromText(text.normalize('NFKC').replaceAll(/<[^>]*>|[{}[\]<>|*_#`~\\]/g, ' '))
  const cut = words.slice(0, maxWords)
  if (cut.length === 0 || !fitsLevel(cut.join(' '), level)) return null
  // A cut in the middle must not end on a word that waits for another.
  while (
    words.length > maxWords &&
    cut.length > 2 &&
    /^(a|an|the|and|or|to|of|in|on|at|with|my|his|her|their|for)$/i.test(cut.at(-1)!)
  )
    cut.pop()
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
export function topicFromTheme(theme: string, level: Level): string | null {
  const speech = speechFromOwnWords(theme, level, 4)
  return speech === null ? null : speech.toLowerCase()
}
