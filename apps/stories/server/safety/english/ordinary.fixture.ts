import { readFileSync } from 'node:fs'

/** Ordinary sentences of stories for children from four to twelve. None may be turned down at any age. */
export const ORDINARY = linesOf(new URL('ordinary-sentences.txt', import.meta.url))

/** What children wish for in their own words. */
export const ORDINARY_INPUT = linesOf(new URL('ordinary-wishes.txt', import.meta.url))

export function linesOf(file: URL): string[] {
  return readFileSync(file, 'utf8').trim().split('\n')
}
