import type { Json } from 'unfold/protocol'

const BRIEF_OPENS = '<brief>'
const BRIEF_CLOSES = '</brief>'

/**
 * Data for a model as one line of JSON between two marker lines. No `<` of the data survives as a `<`, and JSON strings
 * hold no line break, so that nothing in the data can end the block or open another.
 */
export function textFromBrief(brief: Json): string {
  return `${BRIEF_OPENS}\n${JSON.stringify(brief).replaceAll('<', '\\u003c')}\n${BRIEF_CLOSES}`
}

/** The data of the block in a message; null when it holds none. Throws when the block is not JSON. */
export function briefFromText(text: string): Json {
  const lines = text.split('\n')
  const start = lines.indexOf(BRIEF_OPENS)
  const end = lines.indexOf(BRIEF_CLOSES, start)
  return start < 0 || end < 0 ? null : (JSON.parse(lines.slice(start + 1, end).join('\n')) as Json)
}
