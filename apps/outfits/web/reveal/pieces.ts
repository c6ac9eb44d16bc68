import type { Item } from '../../shared/index.ts'

/** The wardrobe by id; null until it is read. */
export type Pieces = ReadonlyMap<string, Item> | null
