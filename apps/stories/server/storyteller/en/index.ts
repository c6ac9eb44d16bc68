import type { Library } from '../content.ts'
import { APPROACH_BLOCKS } from './approaches/index.ts'
import { HOBBIES } from './hobbies.ts'
import { NAMES } from './names.ts'
import { PLOTS } from './plots/index.ts'
import { ADVANCED_SCENES } from './scenes/advanced.ts'
import { BEGINNER_SCENES } from './scenes/beginner.ts'
import { INTERMEDIATE_SCENES } from './scenes/intermediate.ts'
import { TEMPERS } from './tempers.ts'
import { ENGLISH_SPEECH } from './speech.ts'
import { WORLDS } from './worlds/index.ts'

/** Everything that the offline author knows in English. All of it was written for Unfold. */
export const ENGLISH: Library = {
  worlds: WORLDS,
  plots: PLOTS,
  approaches: APPROACH_BLOCKS,
  tempers: TEMPERS,
  hobbies: HOBBIES,
  names: NAMES,
  scenes: {
    beginner: BEGINNER_SCENES,
    intermediate: INTERMEDIATE_SCENES,
    advanced: ADVANCED_SCENES,
  },
  questions: [
    'What should {hero} do about {trouble}?',
    'How can {hero} and {friend} {goal}?',
    'What will {hero} try next to {goal}?',
    '{trouble} is a puzzle. What should {hero} and {friend} do now?',
    'How would you help {hero} {goal}?',
    'It is up to {hero}. How should {he} try to {goal}?',
  ],
  ownPlan: '{hero} had a plan that nobody else had thought of.',
  speech: ENGLISH_SPEECH,
}
