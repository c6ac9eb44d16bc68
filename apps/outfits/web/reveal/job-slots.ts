import type { RunState } from 'unfold/protocol'
import { OUTFIT_COUNT, type Mode, type ShownOutfit, type Weather } from '../../shared/index.ts'

export interface Slot {
  number: number
  /** Null until it is whole and valid. */
  outfit: ShownOutfit | null
  /** What the stylist thought aloud about it, as far as it is written. */
  reasoning: string
  state: 'ahead' | 'now' | 'ready' | 'missing'
}

/** The fixed places of the outfits. What stands in one is never moved, and never taken back. */
export function slotsOf(run: RunState): Slot[] {
  const isCreating = run.steps.some(({ step }) => step === 'create_outfits' || step === 'swap_piece')
  const { parallel, change } = requestOf(run)
  let isNext = true
  return Array.from({ length: OUTFIT_COUNT }, (_, i): Slot => {
    const number = i + 1
    const outfit = outfitIn(run, `outfit-${number}`)
    const reasoning = run.parts.find((p) => p.part === `reasoning-${number}`)?.text ?? ''
    // A run that changes one outfit leaves the others as they are, also those that are not there.
    const isAsked = change === null || change.outfit === number
    const isNow = isCreating && (isNext || parallel)
    if (!outfit && isAsked) isNext = false
    const open = run.endedAt !== null || !isAsked ? 'missing' : isNow ? 'now' : 'ahead'
    return { number, outfit, reasoning, state: outfit ? 'ready' : open }
  })
}

export function quickPickOf(run: RunState): ShownOutfit | null {
  return outfitIn(run, 'quick-pick')
}

/** What was asked for, as event 1 tells it. */
export interface ShownRequest {
  mode: Mode
  occasions: string[]
  anchors: string[]
  weather: Weather | null
  parallel: boolean
  debug: boolean
  /** What this run does to the outfits of the one that it goes on with; null for three from nothing. */
  change: { type: 'swap' | 'retry'; outfit: number; itemId: string | null } | null
}

export function requestOf({ input }: RunState): ShownRequest {
  const nothing: ShownRequest = {
    mode: 'occasion',
    occasions: [],
    anchors: [],
    weather: null,
    parallel: false,
    debug: false,
    change: null,
  }
  return { ...nothing, ...(input as object | null) }
}

export interface WardrobeFacts {
  pieces: number
  ready: number
  fitting: number
}

export function wardrobeFactsOf({ data }: RunState): WardrobeFacts | null {
  return (data['wardrobe'] ?? null) as WardrobeFacts | null
}

export interface ShortageFacts {
  sentence: string
  missing: string | null
}

/** Why there are fewer than three; null where there are not. */
export function shortageOf({ data, output }: RunState): ShortageFacts | null {
  if (data['shortage']) return data['shortage'] as unknown as ShortageFacts
  // Handed on by a run that changed another outfit.
  const { shortage = null } = (output ?? {}) as { shortage?: string | null }
  return shortage === null ? null : { sentence: shortage, missing: null }
}

/** Put together by the rules because the stylist, who was asked, gave nothing that fits: worth asking again. */
export function isStandIn(outfit: ShownOutfit, { data }: RunState): boolean {
  const { model = 'offline' } = (data['stylist'] ?? {}) as { model?: string }
  return outfit.by === 'ranker' && model !== 'offline'
}

function outfitIn(run: RunState, name: string): ShownOutfit | null {
  const part = run.parts.find((p) => p.part === name)
  return part?.final ? (part.value as unknown as ShownOutfit) : null
}
