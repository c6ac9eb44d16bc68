/** What the seed system's own model did with one long answer (three outfits, thought aloud): measured on it, 2025-12-29. */
export const FIRST_TOKEN_MS = 1200
export const CHUNKS_PER_SECOND = 75
export const TOTAL_MS = 19_500

export interface TimelineChunk {
  text: string
  /** Milliseconds after the request. */
  atMs: number
}

export interface Timeline {
  chunks: TimelineChunk[]
  /** By outfit, the chunk that brings its last byte. */
  lastChunks: number[]
}

/** An answer with these outfits, thought aloud at length before each, cut and timed as it was measured. */
export function timelineFrom(looks: readonly string[][]): Timeline {
  const parts = looks.map((itemIds, i) => {
    const words = { howToStyle: STYLE[i % 3]!, whyItWorks: WHY[i % 3]!, vibeKeywords: ['calm', 'polished'] }
    return JSON.stringify({ reasoning: THOUGHTS.join(' '), itemIds, ...words })
  })
  const json = `{"outfits":[${parts.join(',')}]}`
  // A third of the outfits is a third of the tokens: what is asked for alone takes as long as its own part.
  const share = looks.length / 3
  const count = Math.round(((TOTAL_MS - FIRST_TOKEN_MS) / 1000) * CHUNKS_PER_SECOND * share)
  const chunks = Array.from({ length: count }, (_, i) => ({
    text: json.slice(cut(i), cut(i + 1)),
    atMs: FIRST_TOKEN_MS + (1000 * i) / CHUNKS_PER_SECOND,
  }))
  function cut(i: number): number {
    return Math.round((json.length * i) / count)
  }
  let end = '{"outfits":['.length - 1
  const lastChunks = parts.map((part) => {
    end += part.length + 1
    return chunks.findIndex((_, i) => cut(i + 1) >= end)
  })
  return { chunks, lastChunks }
}

/** The steps that its prompt asks for, at the length that it answers with. */
const THOUGHTS = [
  'First, the function: this has to work for a slow late morning with friends.',
  'There is a walk before it and perhaps a gallery after it, so comfort comes first.',
  'It must not look as if it had been planned for a week, though it may well have been.',
  'Now the piece to build on: something with enough presence to carry the rest.',
  'I want the eye to go there first and to come back to it in the end.',
  'Everything else stays quieter than that, in colour as well as in shape.',
  'The supporting pieces come next, and there should be no more than three of them.',
  'One of them has to bring a contrast that is meant, or the whole will look sleepy.',
  'Soft against structured would do it, and so would matte against a little shine.',
  'The proportions matter more here than the colours: one loose thing and one narrow thing.',
  'What is tucked in shows the waist, and what hangs out would hide it.',
  'Then the unexpected element: the shoe that one would not have reached for.',
  'It breaks the neatness on purpose, and that is why it looks deliberate.',
  'The three style words have to be there at once, each in a piece of its own.',
  'Relaxed is in the fabric, polished is in the line, confident is in the shoe.',
  'From head to toe nothing is missing, and nothing is there that does no work.',
  'The layers go from thin to thick, and each sleeve fits into the next one.',
  'If I tell it in one line: I am someone who looks put together without trying.',
  'A last check of the body: one can sit, bend, walk and lift a child in it.',
  'So this is the one that I propose, with these pieces and no others.',
]
const STYLE = [
  'Half tuck the top and let the back hang; roll the sleeves twice.',
  'Leave the upper button open and let the hem fall over the waist.',
  'Push the sleeves up and cuff the legs once, to the ankle.',
]
const WHY = [
  'The soft top against the structured half keeps it calm and still awake.',
  'One loose and one narrow piece make the line; the shoe makes the point.',
  'Two quiet colours carry a third one that is not quiet at all.',
]
