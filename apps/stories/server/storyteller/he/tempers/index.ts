import type { Temper } from '../../content.ts'
import { CAREFUL } from './careful.ts'
import { DREAMY } from './dreamy.ts'
import { HUNGRY } from './hungry.ts'
import { MERRY } from './merry.ts'
import { PROUD } from './proud.ts'

/** Ways in which a helper talks, so that two voices are never alike. */
export const TEMPERS: readonly Temper[] = [CAREFUL, PROUD, HUNGRY, MERRY, DREAMY]
