import { directionOf, langOf, type Direction } from '../shared/direction.ts'

/** For an element that holds these words alone, on a page that runs this way. */
export function lineOf(words: string, page: Direction): { dir: Direction; lang: 'he' | 'en' } {
  const dir = directionOf(words, page)
  return { dir, lang: langOf(dir) }
}
