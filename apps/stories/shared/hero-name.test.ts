import { expect, it } from 'vitest'
import { startChapterSchema } from './chapter.ts'
import { findHeroSlip } from './hero-name.ts'

const start = (name: string) =>
  startChapterSchema.safeParse({ childId: 1, theme: 'space', hero: { name, pronoun: 'she' } })

it.each(['Mia', 'Zoë', 'נועה', 'בן ציון', 'ג’ורג’', "O'Neil", 'Anna-Maria', 'R2', 'נֹעָה', '小明'])(
  'a hero may be called %s',
  (name) => {
    expect(start(` ${name} `).data?.hero).toEqual({ name, pronoun: 'she' })
  },
)

it.each(['Dr. Who', 'Mia!', '“Mia”', '{hero}', '[a|b]', '<b>', 'Mia  Lou', '-Mia', '🚀', '7', 'Mia: go'])(
  'and not %s: our blocks and sentences would read it as something else',
  (name) => {
    const [issue] = start(name).error!.issues
    expect(issue).toMatchObject({ path: ['hero', 'name'], message: findHeroSlip(name) })
    expect(issue!.message).toContain('made of letters')
  },
)

it('is refused over 24 letters, and told why; marks and signs are not counted', () => {
  expect(start('A'.repeat(24)).success).toBe(true)
  expect(start('ab-'.repeat(11) + 'ab').data?.hero?.name).toHaveLength(35)
  expect(start('A'.repeat(25)).error!.issues[0]!.message).toBe(
    'A hero’s name has at most 24 letters: a child reads it in every other sentence.',
  )
})

it('needs one of the two pronouns', () => {
  const hero = { name: 'Mia', pronoun: 'it' }
  expect(startChapterSchema.safeParse({ childId: 1, theme: 'space', hero }).error!.issues[0]!.path).toEqual([
    'hero',
    'pronoun',
  ])
})
