import { gravestFirst } from '../gravest-first.ts'
import type { RuleSet } from '../rule.ts'
import { BODY } from './body.ts'
import { DANGER } from './danger.ts'
import { DEATH } from './death.ts'
import { foldHebrew, HEBREW_DISGUISES } from './disguises.ts'
import { MACHINE } from './machine.ts'
import { PEOPLE } from './people.ts'
import { VIOLENCE } from './violence.ts'

export const HEBREW: RuleSet = {
  tag: 'he',
  // With its marks, and with the geresh or gershayim inside: צ'יפס, צה"ל.
  words: /[\u0590-\u05F2\uFB1D-\uFB4F]+(?:['"׳״’][\u0590-\u05F2\uFB1D-\uFB4F]+)*/gu,
  meets: /[\u05D0-\u05F2\uFB1D-\uFB4F]/u,
  ...HEBREW_DISGUISES,
  fold: foldHebrew,
  rules: gravestFirst([...MACHINE, ...DEATH, ...VIOLENCE, ...BODY, ...PEOPLE, ...DANGER]),
}
