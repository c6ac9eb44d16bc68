import { gravestFirst } from '../gravest-first.ts'
import type { RuleSet } from '../rule.ts'
import { BODY } from './body.ts'
import { DANGER } from './danger.ts'
import { DEATH } from './death.ts'
import { ENGLISH_DISGUISES } from './disguises.ts'
import { MACHINE } from './machine.ts'
import { PEOPLE } from './people.ts'
import { TRANSLITERATED } from './transliterated.ts'
import { VIOLENCE } from './violence.ts'

export const ENGLISH: RuleSet = {
  tag: 'en',
  words: /[a-z]+/gi,
  // Figures, pictures and computer text are read by these rules whatever the language is.
  meets: /[\p{L}\p{N}\p{Extended_Pictographic}<>{}[\]*`#\\@|&\u202d\u202e]/u,
  ...ENGLISH_DISGUISES,
  rules: gravestFirst([...MACHINE, ...DEATH, ...VIOLENCE, ...BODY, ...PEOPLE, ...DANGER, ...TRANSLITERATED]),
}
