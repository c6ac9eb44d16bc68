/* Lists and bounds that pages need without the schemas, which would bring zod to the browser. */

export const MIN_AGE = 4
export const MAX_AGE = 12
export const MAX_CHILDREN = 5
export const MAX_AVOIDED = 20
/** 0: nothing spooky at all, 3: a good shiver. */
export const MAX_SPOOKINESS = 3

export const INTERESTS = [
  'animals',
  'adventure',
  'fantasy',
  'science',
  'mystery',
  'friendship',
  'family',
  'sports',
  'music',
  'art',
  'nature',
  'space',
] as const

export const THEMES = [
  'adventure',
  'animals',
  'space',
  'fantasy',
  'science',
  'friendship',
  'family',
  'mystery',
  'sports',
  'music',
  'art',
  'nature',
] as const

export const DEFAULT_CHAPTERS = 3
export const MAX_CHAPTERS = 10

export const DEFAULT_LIMITS: { avoid: string[]; spookiness: number } = { avoid: [], spookiness: 1 }
