import type { Library } from '../content.ts'
import { APPROACH_BLOCKS } from './approaches/index.ts'
import { HOBBIES } from './hobbies.ts'
import { NAMES } from './names.ts'
import { PLOTS } from './plots/index.ts'
import { ADVANCED_SCENES } from './scenes/advanced.ts'
import { BEGINNER_SCENES } from './scenes/beginner.ts'
import { INTERMEDIATE_SCENES } from './scenes/intermediate.ts'
import { HEBREW_SPEECH } from './speech.ts'
import { TEMPERS } from './tempers/index.ts'
import { WORLDS } from './worlds/index.ts'

/**
 * Everything that the offline author knows in Hebrew, written in Hebrew. Three habits keep its grammar right whatever is
 * filled in: every verb and adjective of a person or a thing is said in both genders; names, events, places and crowds
 * begin with no article, so that "in", "to" and "of" may grow onto them; corners of a place come with their article and
 * stand only behind prepositions that are words.
 */
export const HEBREW: Library = {
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
    'מה כדאי ל{hero} לעשות עכשיו?',
    'איך יוכלו {hero} ו{friend} {goal}?',
    'מה {hero:ינסה/תנסה} {hero} עכשיו כדי {goal}?',
    'זה לא קל. במה כדאי ל{hero} להתחיל?',
    'איזו דרך תעזור ל{hero} {goal}?',
    'הכול תלוי ב{hero}. איך כדאי {goal}?',
  ],
  ownPlan: 'ל{hero} הייתה תוכנית שאף אחד אחר לא חשב עליה.',
  speech: HEBREW_SPEECH,
}
