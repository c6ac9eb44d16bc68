import { linesOf } from '../english/ordinary.fixture.ts'

/** Ordinary sentences of Hebrew stories, with the words that look like harmful ones. None may be turned down at any age. */
export const ORDINARY_HEBREW = linesOf(new URL('ordinary-sentences.txt', import.meta.url))

/** What children wish for in their own words. */
export const ORDINARY_INPUT_HEBREW = linesOf(new URL('ordinary-wishes.txt', import.meta.url))
