// A structured answer: three outfits and a story of eight paragraphs at 1x, about 6 KB; more of the same above.
const WORDS =
  'amber harbour ladder signal linen quiet comet orchard copper walk silver market tailored evening river soft cobalt engine relaxed lantern garden meadow wool captain'.split(
    ' ',
  )

export function createDocument(scale: number): string {
  let seed = 11
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed % below
  }
  const words = (count: number) => Array.from({ length: count }, () => WORDS[next(WORDS.length)]).join(' ')
  const outfit = (number: number) => ({
    number,
    name: words(3),
    items: Array.from({ length: 4 }, () => ({
      category: words(1),
      colour: words(1),
      name: words(3),
      owned: next(2) === 0,
      score: next(1000) / 1000,
    })),
    notes: `${words(27)}.\n"${words(4)}"`,
    why: words(28),
    price: null,
  })
  return JSON.stringify({
    outfits: Array.from({ length: 3 * scale }, (_, i) => outfit(i + 1)),
    story: {
      title: words(4),
      paragraphs: Array.from(
        { length: 8 * scale },
        (_, i) => words(52) + (i % 3 === 0 ? ' \u2014 \u201chello\u201d.' : '.'),
      ),
      choices: [words(6), words(6), words(6)],
    },
  })
}

const LENGTHS = [4, 3, 5, 4, 2, 6, 4]

/** In pieces of two to six characters, four in the mean, as tokens come. */
export function deltasFrom(text: string): string[] {
  const deltas: string[] = []
  for (let at = 0, i = 0; at < text.length; i++) {
    const length = LENGTHS[i % LENGTHS.length]!
    deltas.push(text.slice(at, at + length))
    at += length
  }
  return deltas
}
