import type { Approach } from '../../brief.ts'
import type { ApproachBlocks } from '../../content.ts'
import { ASK } from './ask.ts'
import { FOLLOW } from './follow.ts'
import { GATHER } from './gather.ts'
import { MAKE } from './make.ts'
import { PLAY } from './play.ts'
import { WATCH } from './watch.ts'

export const APPROACH_BLOCKS: Record<Approach, ApproachBlocks> = {
  ask: ASK,
  follow: FOLLOW,
  make: MAKE,
  watch: WATCH,
  gather: GATHER,
  play: PLAY,
}
