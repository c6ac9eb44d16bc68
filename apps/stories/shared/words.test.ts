import { describe, expect, it } from 'vitest'
import { newChildSchema } from './child.ts'
import { startChapterSchema, streamQuerySchema } from './chapter.ts'

const BAD = {
  'a NUL byte': 'spa\u0000ce',
  'a line break': 'space\nship',
  'an escape': 'space \u001b[31m',
  'half a pair': 'space \ud800',
  'bytes that were not UTF-8': 'space \ufffd',
  'a mark that turns the line around': 'space \u202e',
  'nothing to see': '\u200b\u200b',
}

describe('words from a person', () => {
  it.each(Object.entries(BAD))('are turned down with %s, by the name of their field', (_, words) => {
    const start = { childId: 1, theme: 'space' }
    const refused = [
      startChapterSchema.safeParse({ ...start, theme: words }),
      startChapterSchema.safeParse({ ...start, title: words }),
      startChapterSchema.safeParse({ ...start, hero: { name: words, pronoun: 'she' } }),
      startChapterSchema.safeParse({ ...start, chapterNumber: 2, choice: { text: words } }),
      streamQuerySchema.safeParse({ child_id: '1', theme: words }),
      newChildSchema.safeParse({ nickname: words, age: 8 }),
    ].map((parsed) => parsed.error?.issues[0]?.path.join('.'))
    expect(refused).toEqual([
      'theme',
      'title',
      'hero.name',
      expect.stringMatching(/^choice/),
      'theme',
      'nickname',
    ])
  })

  it('may be of any language, with accents and emoji', () => {
    for (const words of ['ירח וכוכבים', 'Zoë’s café', '🚀👨‍👩‍👧', 'e\u0301t\u0301e'])
      expect(startChapterSchema.parse({ childId: 1, theme: words }).theme).toBe(words)
  })
})
