import type { ImportCounts } from '../../shared/index.ts'

/** Every number of an import that is not nought, in words; they add up to its total. */
export function wordsFromCounts(counts: ImportCounts): string {
  const { ready, needsYou, measuring, missing, unreadable, failed, removed } = counts
  const said: (string | false)[] = [
    ready > 0 && `${ready} in the wardrobe`,
    needsYou > 0 && `${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you`,
    measuring > 0 && `${measuring} being looked at`,
    missing > 0 && `${missing} not here yet`,
    unreadable > 0 && `${unreadable} unreadable`,
    failed > 0 && `${failed} did not work`,
    removed > 0 && `${removed} removed`,
  ]
  return said.filter(Boolean).join(', ')
}

/** Pictures whose machine work is over, whatever came of it. */
export function countSettled({ total, missing, measuring }: ImportCounts): number {
  return total - missing - measuring
}
