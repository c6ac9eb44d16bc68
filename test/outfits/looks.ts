import type { Item } from '@unfold/outfits/shared'
import type { RecordedRequest } from 'unfold/testing'
import { readBrief } from '../harness/brief.ts'
import { openOutfitsHouse } from './house.ts'

export const BRUNCH = { mode: 'occasion', occasions: ['Brunch'] }

/** What the tests read of a brief. */
export interface OutfitBrief {
  occasions: string[]
  anchors: string[]
  pieces: { id: string; name: string; kind: Item['subCategory'] }[]
  outfitsThatStand: string[][]
}

export const outfitBriefOf = (request: RecordedRequest): OutfitBrief => readBrief(request) as OutfitBrief

/** What one outfit is in a model's answer. */
export const proposal = (itemIds: string[], n: number) => ({
  reasoning: `Thinking about look ${n}. It needs a contrast. The shoes bring it.`,
  itemIds,
  howToStyle: `Wear look ${n} with rolled sleeves.`,
  whyItWorks: `Look ${n} is calm and warm.`,
  vibeKeywords: ['calm'],
})

/** Ids of a valid outfit per slot, out of the demo wardrobe, as the built-in stylist finds them: what a good model answers. */
export async function goodLooks(): Promise<string[][]> {
  await using house = await openOutfitsHouse(null)
  const { output } = await house.state(await house.start(BRUNCH))
  return (output as unknown as { outfits: { outfit: { itemIds: string[] } }[] }).outfits.map(
    ({ outfit }) => outfit.itemIds,
  )
}
