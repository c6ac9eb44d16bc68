import { readFileSync } from 'node:fs'

/** Ordinary sentences of stories for children from four to twelve. None may be turned down at any age. */
export const ORDINARY = linesOf('ordinary-sentences.txt')

/** What children wish for in their own words. */
export const ORDINARY_INPUT = linesOf('ordinary-wishes.txt')

function linesOf(file: string): string[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}
