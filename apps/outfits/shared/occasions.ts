/** What an occasion asks for, as dress levels: an outfit's mean level lies in it, half a level either way. */
export interface LevelRange {
  min: number
  max: number
}

/**
 * The dress levels that serve all of the occasions. Where two have nothing in common (school, then a gala), it is the
 * stretch between them. Null: nothing that is known was said, and no rule about it runs.
 */
export function levelRangeOf(occasions: readonly string[]): LevelRange | null {
  const stops = occasions.flatMap((text) => text.split(/[,;.]|\b(?:and|then)\b/i))
  const ranges = stops.flatMap((text) => levelsOf(text) ?? [])
  if (ranges.length === 0) return null
  const min = Math.max(...ranges.map((range) => range.min))
  const max = Math.min(...ranges.map((range) => range.max))
  return min <= max ? { min, max } : { min: max, max: min }
}

/** The chips and what people write instead of them; the first line that speaks of it decides. */
const KNOWN: readonly (readonly [RegExp, number, number])[] = [
  [/\b(formal|black tie|gala|opera|wedding|ceremony|award)/i, 4, 5],
  [/\b(funeral|in court|interview|board meeting|investor|pitch|presentation|conference)/i, 3, 5],
  [/\b(business casual|smart casual|coworking|client lunch)\b/i, 2, 4],
  [/\b(business|office|client|work meeting|meeting at work)\b/i, 3, 4],
  [/\b(coffee|lunch|brunch|museum|gallery|parents|dinner with friends)\b/i, 2, 3],
  [/\b(date|dinner|theat(?:re|er)|concert hall|cocktail|party|birthday)\b/i, 2, 4],
  [/\b(school|drop-?off|playground|errands?|grocer|market|shopping|weekend|dog walk|walk|park)\b/i, 1, 3],
  [/\b(gym|run|running|yoga|hik(?:e|ing)|sport|training|workout)\b/i, 1, 2],
  [/\b(working from home|work from home|home|sofa|couch|lounge)\b/i, 1, 3],
  [/\b(casual|travel|flight|train|airport|sightseeing|picnic|beach|friends)\b/i, 1, 3],
]

function levelsOf(text: string): LevelRange | null {
  const known = KNOWN.find(([pattern]) => pattern.test(text))
  return known ? { min: known[1], max: known[2] } : null
}
