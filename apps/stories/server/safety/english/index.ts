import type { RuleSet } from '../rule.ts'
import { BODY } from './body.ts'
import { DANGER } from './danger.ts'
import { DEATH } from './death.ts'
import { ENGLISH_DISGUISES } from './disguises.ts'
import { MACHINE } from './machine.ts'
import { PEOPLE } from './people.ts'
import { VIOLENCE } from './violence.ts'

/** A sentence can break several rules; the gravest is named. */
const GRAVEST_FIRST = [
  'instruction',
  'self-harm',
  'dangerous-imitation',
  'violence.gore',
  'violence.harm',
  'violence.weapon',
  'sexual',
  'hate',
  'contact-stranger',
  'personal-data',
  'drugs-alcohol',
  'death',
  'fear.young',
  'profanity',
  'markup',
]

export const ENGLISH: RuleSet = {
  tag: 'en',
  ...ENGLISH_DISGUISES,
  rules: [...MACHINE, ...DEATH, ...VIOLENCE, ...BODY, ...PEOPLE, ...DANGER].toSorted(
    (a, b) => GRAVEST_FIRST.indexOf(a.id) - GRAVEST_FIRST.indexOf(b.id),
  ),
}
