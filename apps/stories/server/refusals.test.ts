import { expect, it } from 'vitest'
import { languageSchema } from '../shared/index.ts'
import { REFUSALS, wordsOfRefusal } from './refusals.ts'
import { rulesFromLimits } from './safety/limits/index.ts'
import { RULE_SETS } from './safety/rule-sets.ts'

const LANGUAGES = languageSchema.options
const LIMITED = rulesFromLimits({ avoid: ['spiders'], spookiness: 0 }, 'en')
const RULES = new Set(
  [...Object.values(RULE_SETS).flatMap(({ rules }) => rules), ...LIMITED].map(({ id }) => id),
)

it('every rule has words for a child in every language, and no rule is answered that is not there', () => {
  expect(RULES.size).toBeGreaterThan(15)
  for (const language of LANGUAGES)
    expect(Object.keys(REFUSALS[language].rules).toSorted()).toEqual([...RULES].toSorted())
})

it('says in whole sentences what is not possible and what may be tried, in the child’s language', () => {
  for (const rule of [...RULES, 'model-judge'])
    for (const field of ['body.choice.text', 'body.hero.name', 'body.nickname']) {
      const english = wordsOfRefusal(rule, field, 'english')
      const hebrew = wordsOfRefusal(rule, field, 'hebrew')
      expect(english).toMatch(/^[A-Z][^.]+\. [A-Z][^.]+\.$/)
      expect(english).not.toMatch(/^It |[א-ת]/)
      expect(hebrew).toMatch(/^[א-ת][^.a-z]+\. [א-ת][^.a-z]+\.$/i)
    }
})

it('asks for another name where a name is refused, and knows no rule by what every object has', () => {
  expect(wordsOfRefusal('violence.weapon', 'body.hero.name', 'english')).toBe(
    'There are no weapons in these stories. Try another name.',
  )
  expect(wordsOfRefusal('violence.weapon', 'body.choice.text', 'hebrew')).toBe(
    'בסיפורים כאן אין כלי נשק. נסו תוכנית חכמה, מילת קסם או חבר טוב.',
  )
  expect(wordsOfRefusal('toString', 'body.title', 'english')).toBe(
    wordsOfRefusal('moderation', 'body.title', 'english'),
  )
})
