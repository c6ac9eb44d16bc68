import type { World } from '../../content.ts'
import { ADVENTURE } from './adventure.ts'
import { ANIMALS } from './animals.ts'
import { ART } from './art.ts'
import { FAMILY } from './family.ts'
import { FANTASY } from './fantasy.ts'
import { FRIENDSHIP } from './friendship.ts'
import { MUSIC } from './music.ts'
import { MYSTERY } from './mystery.ts'
import { NATURE } from './nature.ts'
import { SCIENCE } from './science.ts'
import { SPACE } from './space.ts'
import { SPORTS } from './sports.ts'

/** The twelve themes. A free theme goes to the first one whose signs it shows. */
export const WORLDS: readonly World[] = [
  ANIMALS,
  ADVENTURE,
  FANTASY,
  SCIENCE,
  FRIENDSHIP,
  FAMILY,
  SPACE,
  MYSTERY,
  SPORTS,
  MUSIC,
  ART,
  NATURE,
]
