import type { RunEvent, RunState, RunStatus } from 'unfold/protocol'
import { EMPTY_RUN, fold } from 'unfold/protocol'
import type { Frame, RunFacts } from 'unfold/server'
import { type Confidence, OUTFIT_COUNT, type ShownOutfit } from '../shared/index.ts'
import { SLOTS } from './flow/outfit-slots.ts'
import type { OutfitsOutput } from './flow/outfits-flow.ts'
import type { shownInput } from './flow/outfits-input.ts'

/** The seed's words for what a run is. */
export const JOB_STATUS = {
  queued: 'queued',
  running: 'processing',
  completed: 'complete',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<RunStatus, string>

/** What a poll answers, in the seed's words. */
export interface JobAnswer {
  status: (typeof JOB_STATUS)[RunStatus]
  /** 0 to 100, from counted units; it never falls. */
  progress: number
  result?: JobResult
  error?: string
}

/** The seed's result: outfits as they are, in order of their slots. */
export interface JobResult {
  outfits: JobOutfit[]
  count: number
  /** Why there are fewer than three; null where there are not. */
  shortage: string | null
  metadata: {
    prompt_version: string | null
    model: string | null
    temperature: number | null
    /** Between the instants of the first and the last event. */
    latency_ms: number | null
  }
  reasoning?: string
  anchor_items?: string[]
}

interface JobOutfit {
  outfit_number: number
  items: { id: string; name: string; category: string; image_path: string | null }[]
  styling_notes: string
  why_it_works: string
  confidence_level: string
  vibe_keywords: string[]
  /** What holds for the pieces, by its name: the ids of those that it is about. */
  constitution_principles: { [principle: string]: string[] }
  /** Soft rules that gave way, so that there is an outfit at all. */
  gave_way: string[]
  context: {
    occasions: string[]
    weather_condition: string | null
    temperature_range: string | null
  }
}

/** What event 1 shows of the input. A log may be older than a field. */
type ShownInput = Partial<ReturnType<typeof shownInput>>

/** The folded run is all that the frames need of what went before. */
export const jobDialect = {
  name: 'job',
  initial: (_run: RunFacts): RunState => EMPTY_RUN,
  render(state: RunState, event: RunEvent): [RunState, Frame[]] {
    const next = fold(state, event)
    switch (event.type) {
      case 'progress':
      case 'step.started':
        return [next, [frame('progress', progressData(next))]]
      case 'part': {
        const slot = slotOf(event.part)
        if (slot === null) return [next, []]
        return [
          next,
          [
            frame('outfit', {
              outfit_number: slot,
              outfit: jobOutfit(slot, event.value as unknown as ShownOutfit, next),
            }),
          ],
        ]
      }
      case 'run.completed':
        return [next, [frame('progress', progressData(next)), frame('complete', jobResult(next))]]
      case 'run.failed':
      case 'run.cancelled':
        return [next, [frame('error', { error: errorText(next) })]]
      default:
        return [next, []]
    }
  },
}

/** The polling answer from the same folded run, so that polling and streaming cannot differ. */
export function jobAnswer(state: RunState): JobAnswer {
  const status = JOB_STATUS[state.status]
  const { progress } = progressData(state)
  if (status === 'complete') return { status, progress, result: jobResult(state) }
  if (status !== 'failed') return { status, progress }
  const partial = outfitsOf(state).length > 0 ? { result: jobResult(state) } : {}
  return { status, progress, error: errorText(state), ...partial }
}

function progressData(state: RunState): { progress: number; message: string; current_outfit: number } {
  return {
    progress: state.status === 'completed' ? 100 : (state.progress?.percent ?? 0),
    message: messageOf(state),
    current_outfit: currentOutfit(state),
  }
}

/** The true stage in words. */
function messageOf(state: RunState): string {
  if (state.status === 'completed') return 'Complete!'
  switch (state.steps.at(-1)?.step) {
    case 'create_outfits':
      return creatingMessage(state)
    case 'swap_piece':
      return `Swapping one piece of outfit ${currentOutfit(state)}...`
    case 'quick_pick':
      return 'A quick pick while your stylist thinks...'
    default:
      return 'Looking through your wardrobe...'
  }
}

/** All that are under way: in parallel that may be several. */
function creatingMessage(state: RunState): string {
  const open = (state.input as ShownInput | null)?.parallel ? openSlots(state) : []
  if (open.length < 2) return `Creating outfit ${currentOutfit(state)} of ${OUTFIT_COUNT}...`
  return `Creating outfits ${open.slice(0, -1).join(', ')} and ${open.at(-1)} at once...`
}

/** The first of those to be made that is not there yet; 0 before they are begun. */
function currentOutfit(state: RunState): number {
  if (!state.steps.some(({ step }) => step === 'create_outfits' || step === 'swap_piece')) return 0
  return openSlots(state)[0] ?? slotsToMake(state).at(-1)!
}

function openSlots(state: RunState): number[] {
  const there = new Set(outfitsOf(state).map(([slot]) => slot))
  return slotsToMake(state).filter((slot) => !there.has(slot))
}

/** A run that changes one outfit makes that one; the others came with it. */
function slotsToMake({ input }: RunState): readonly number[] {
  const change = (input as ShownInput | null)?.change
  return change ? [change.outfit] : SLOTS
}

function outfitsOf(state: RunState): [number, ShownOutfit][] {
  return state.parts
    .flatMap((part): [number, ShownOutfit][] => {
      const slot = slotOf(part.part)
      return slot !== null && part.final ? [[slot, part.value as unknown as ShownOutfit]] : []
    })
    .toSorted(([a], [b]) => a - b)
}

function jobResult(state: RunState): JobResult {
  const output = state.output as unknown as OutfitsOutput | null
  const { debug, anchors } = (state.input ?? {}) as ShownInput
  const outfits = outfitsOf(state).map(([slot, outfit]) => jobOutfit(slot, outfit, state))
  return {
    outfits,
    count: outfits.length,
    shortage: output?.shortage ?? null,
    metadata: metadataOf(state),
    ...(debug && output ? { reasoning: output.reasoning.join('\n\n') } : {}),
    ...(anchors && anchors.length > 0 ? { anchor_items: anchors } : {}),
  }
}

function metadataOf({ data, acceptedAt, endedAt }: RunState): JobResult['metadata'] {
  // Absent where the stylist was never asked: all outfits were there already.
  const stylist = (data['stylist'] ?? null) as {
    model: string
    temperature: number | null
    promptVersion: string
  } | null
  return {
    prompt_version: stylist?.promptVersion ?? null,
    model: stylist?.model ?? null,
    temperature: stylist?.temperature ?? null,
    latency_ms: acceptedAt === null || endedAt === null ? null : endedAt - acceptedAt,
  }
}

const CONFIDENCE_WORDS: Record<Confidence, string> = {
  'comfort-zone': 'Comfort Zone',
  'gentle-push': 'Gentle Push',
  'bold-move': 'Bold Move',
}

function jobOutfit(slot: number, outfit: ShownOutfit, { input }: RunState): JobOutfit {
  const { occasions, weather } = (input ?? {}) as ShownInput
  return {
    outfit_number: slot,
    items: outfit.items.map(({ id, name, category, imagePath }) => ({
      id,
      name,
      category,
      image_path: imagePath,
    })),
    styling_notes: outfit.howToStyle,
    why_it_works: outfit.whyItWorks,
    confidence_level: CONFIDENCE_WORDS[outfit.confidence],
    vibe_keywords: outfit.vibeKeywords,
    constitution_principles: principlesOf(outfit),
    gave_way: outfit.gaveWay,
    context: {
      occasions: occasions ?? [],
      weather_condition: weather?.condition ?? null,
      temperature_range: weather?.temperature ?? null,
    },
  }
}

/** One that holds twice, two style words for example, is about the pieces of both. */
function principlesOf({ reasons }: ShownOutfit): { [principle: string]: string[] } {
  const principles: { [principle: string]: string[] } = {}
  for (const { code, itemIds } of reasons)
    principles[code] = [...new Set([...(principles[code] ?? []), ...itemIds])]
  return principles
}

function errorText(state: RunState): string {
  if (state.status === 'cancelled') return 'This was stopped. The outfits that were ready are kept.'
  return state.error?.message ?? 'Something went wrong.'
}

function slotOf(part: string): number | null {
  const match = /^outfit-(\d+)$/.exec(part)
  return match ? Number(match[1]) : null
}

function frame(event: string, data: unknown): Frame {
  return { event, data: JSON.stringify(data) }
}
