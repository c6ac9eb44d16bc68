import type { Plot } from '../../content.ts'
import { CAREFUL_DELIVERY } from './careful-delivery.ts'
import { CONTEST } from './contest.ts'
import { HUMMING_STONE } from './humming-stone.ts'
import { LETTER } from './letter.ts'
import { LOST_GUEST } from './lost-guest.ts'
import { MISSING } from './missing.ts'
import { QUARREL } from './quarrel.ts'
import { SECRET_PARTY } from './secret-party.ts'
import { STRANGE_SOUND } from './strange-sound.ts'
import { STUCK_GATE } from './stuck-gate.ts'

export const PLOTS: readonly Plot[] = [
  CAREFUL_DELIVERY,
  CONTEST,
  HUMMING_STONE,
  LETTER,
  LOST_GUEST,
  MISSING,
  QUARREL,
  SECRET_PARTY,
  STRANGE_SOUND,
  STUCK_GATE,
]
