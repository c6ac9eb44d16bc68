/** Variables of other programs share the environment, so a foreign prefix must come this near before we speak up. */
const NEAR = 2

/**
 * A sentence for each name that is probably a slip of ours: any unknown `UNFOLD_` name, and others within two edits of
 * a long known one (short ones like PORT would accuse the innocent).
 */
export function computeNearMisses(names: readonly string[], known: readonly string[]): string[] {
  const candidates = known.filter((name) => name.length >= 10)
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const [nearest, distance] = candidates
        .map((candidate) => [candidate, editDistance(name, candidate)] as const)
        .reduce((best, next) => (next[1] < best[1] ? next : best))
      if (distance <= NEAR) return [`${name} is not a setting; did you mean ${nearest}?`]
      return name.startsWith('UNFOLD_') ? [`${name} is not a setting and does nothing.`] : []
    })
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > NEAR) return Infinity
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
