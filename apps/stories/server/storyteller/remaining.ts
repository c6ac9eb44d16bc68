import type { Composition } from './compose.ts'
import { sentencesFromText } from './levels.ts'

export interface Remaining {
  /** The rest of the paragraph that was begun, then the ones not begun; a finished chapter leaves none. */
  paragraphs: string[]
  variation: number
}

/**
 * What is still to be told. Nothing but the committed text says where an earlier call stood and which wording it used,
 * so each committed block is looked up among all wordings; text of another hand is counted off block by block.
 */
export function remainingFromCommitted(
  composition: Composition,
  committed: readonly string[],
  reworded: number | null,
  variations: number,
): Remaining {
  const told = committed.map(sentencesFromText).filter((sentences) => sentences.length > 0)
  const tellings = Array.from({ length: variations + 1 }, (_, variation) => composition.blocks(variation))
  const open = Math.max(0, told.length - 1)
  const stand =
    told.length === 0 ? START : findStand(tellings, open, told[open]!, lastVariation(tellings, told, open))
  const variation = reworded ?? stand.variation
  const rejected = reworded === null ? null : nextSentence(tellings[stand.variation]!, open, stand)
  const said = new Set(told.flat())
  const fresh = (sentences: string[]) =>
    reworded === null ? sentences : sentences.filter((s) => s !== rejected && !said.has(s))

  const paragraph = tellings[variation]![open]!
  // A block that was begun is ended in its own wording, unless that wording is what was turned down.
  const begun =
    reworded === null && stand.inBlock > 0
      ? tellings[stand.variation]![open]![stand.block]!.slice(stand.inBlock)
      : []
  const from = stand.inBlock > 0 ? stand.block + 1 : stand.block
  const rest = [...begun, ...fresh(paragraph.slice(from).flat())].join(' ')
  const later = tellings[variation]!.slice(open + 1).map((blocks) => fresh(blocks.flat()).join(' '))
  const isWhole = stand.block >= paragraph.length
  // An empty item ends a paragraph that stands open and has nothing more to say; without it the next one would run on.
  return { paragraphs: [...(isWhole ? [] : [rest]), ...later], variation }
}

interface Stand {
  /** The block to go on with, and how many of its sentences are told. */
  block: number
  inBlock: number
  variation: number
}

const START: Stand = { block: 0, inBlock: 0, variation: 0 }

type Telling = string[][][]

function findStand(tellings: Telling[], paragraph: number, told: string[], before: number): Stand {
  let stand: Stand = { block: 0, inBlock: 0, variation: before }
  let at = 0
  const blocks = tellings[0]![paragraph]?.length ?? 0
  for (let block = 0; block < blocks && at < told.length; block++) {
    const order = [stand.variation, ...tellings.keys()]
    const match = order.find((v) => startsAlike(tellings[v]![paragraph]![block]!, told.slice(at)))
    const variation = match ?? stand.variation
    const length = tellings[variation]![paragraph]![block]!.length
    const inBlock = Math.min(length, told.length - at)
    at += inBlock
    stand = inBlock === length ? { block: block + 1, inBlock: 0, variation } : { block, inBlock, variation }
  }
  return stand
}

function startsAlike(block: string[], told: string[]): boolean {
  return block.length > 0 && block.every((sentence, i) => i >= told.length || sentence === told[i])
}

function lastVariation(tellings: Telling[], told: string[][], open: number): number {
  let variation = 0
  for (let p = 0; p < open; p++) variation = findStand(tellings, p, told[p]!, variation).variation
  return variation
}

function nextSentence(telling: Telling, paragraph: number, stand: Stand): string | null {
  const rest = telling[paragraph]?.slice(stand.block).flat().slice(stand.inBlock) ?? []
  return rest[0] ?? telling[paragraph + 1]?.flat()[0] ?? null
}
