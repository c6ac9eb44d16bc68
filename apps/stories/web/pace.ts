/** Words a minute. Reading aloud to a child, a practised reader, a parent who wants to see it all. */
export const PACES = { slow: 90, normal: 170, fast: 340, all: Infinity } as const
export type Pace = keyof typeof PACES

export const PACE_WORDS: { [P in Pace]: string } = {
  slow: 'Slow',
  normal: 'Normal',
  fast: 'Fast',
  all: 'All at once',
}

const KEY = 'unfold.pace'

/** Who asked the device for less motion sees whole sentences at once, until they choose a pace. */
export function loadPace(): Pace {
  const kept = localStorage.getItem(KEY)
  if (kept !== null && kept in PACES) return kept as Pace
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'all' : 'normal'
}

export function keepPace(pace: Pace): void {
  localStorage.setItem(KEY, pace)
}
