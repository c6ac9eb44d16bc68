/** Seeded randomness: the same text gives the same numbers on every machine, so a chapter can be composed again. */
export type Random = () => number

export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  // FNV leaves the high bits of short texts alike; this is murmur3's finaliser.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** mulberry32. */
export function randomFromText(text: string): Random {
  let state = hashText(text)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!
}

export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const deck = [...items]
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[deck[i], deck[j]] = [deck[j]!, deck[i]!]
  }
  return deck
}

/** One of the least used items; a family's tenth story takes what the first nine did not. */
export function pickFresh<T>(items: readonly T[], uses: (item: T) => number, random: Random): T {
  const counts = items.map(uses)
  const least = Math.min(...counts)
  return pick(
    items.filter((_, i) => counts[i] === least),
    random,
  )
}
