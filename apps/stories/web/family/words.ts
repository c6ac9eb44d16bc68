import type { Language, Mode, ReadingLevel } from '../../shared/index.ts'

export const LEVEL_WORDS: Record<ReadingLevel, string> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
}

export const LANGUAGE_WORDS: Record<Language, string> = { english: 'English', hebrew: 'Hebrew, עברית' }

/** By number: 0 to 3. */
export const SPOOKINESS_WORDS = ['Not at all', 'A little', 'Some shadows', 'A good shiver']

export const MODE_WORDS: readonly (readonly [Mode, string, string])[] = [
  ['live', 'While it is written', 'Each sentence is checked, then shown at once.'],
  [
    'one-ahead',
    'When the chapter is whole',
    'You can read a chapter before its first word is shown to the child.',
  ],
  ['approve', 'When you have opened it', 'Every chapter waits for you on the parents’ page.'],
]
