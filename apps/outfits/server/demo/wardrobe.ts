import {
  type Color,
  type Item,
  type StyleWords,
  categoryOf,
  colorNameFromHex,
  itemSchema,
} from '../../shared/index.ts'
import { PIECES } from './pieces.ts'

export const DEMO_STYLE_WORDS: StyleWords = {
  current: 'relaxed',
  aspirational: 'polished',
  feeling: 'confident',
}

/** A wardrobe that the first screen can show: every category, cold days and hot ones, desk and dance floor. */
export function demoWardrobe(at: number): Item[] {
  return PIECES.map(([id, name, subCategory, fabric, hexes, facts]) =>
    itemSchema.parse({
      id: `demo-${id}`,
      name,
      category: categoryOf(subCategory),
      subCategory,
      fabric,
      colors: hexes.split(' ').map((hex): Color => ({ hex, name: colorNameFromHex(hex) })),
      source: 'demo',
      createdAt: at,
      updatedAt: at,
      ...facts,
    }),
  )
}
