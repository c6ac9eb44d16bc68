import type { Rule } from './rule.ts'

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

/** A sentence can break several rules; the gravest is named. */
export function gravestFirst(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((a, b) => GRAVEST_FIRST.indexOf(a.id) - GRAVEST_FIRST.indexOf(b.id))
}
