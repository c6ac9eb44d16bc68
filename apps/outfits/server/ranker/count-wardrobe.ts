import type { OutfitContext } from '../validator/index.ts'
import { mayBeWorn } from './pool.ts'
import { suitsTemperature } from './preference.ts'

export interface WardrobeCount {
  /** Owned pieces, archived ones left out. */
  pieces: number
  /** Of those, at hand and not ruled out by a dislike. */
  ready: number
  /** Of those, right for the weather; the same number where none was chosen. */
  fitting: number
}

/** "42 pieces, 31 fit the weather": the first true thing on the screen. */
export function countWardrobe(context: OutfitContext): WardrobeCount {
  const { request, wardrobe, relaxed } = context
  const chosen = request.weather?.temperature
  const owned = [...wardrobe.values()].filter(
    (item) => item.ownership === 'owned' && item.availability !== 'archived',
  )
  const ready = owned.filter((item) => mayBeWorn(item, { ...context, relaxed: [...relaxed, 'rain'] }))
  const fitting = ready.filter(
    (item) => mayBeWorn(item, context) && (!chosen || suitsTemperature(item, chosen)),
  )
  return { pieces: owned.length, ready: ready.length, fitting: fitting.length }
}
