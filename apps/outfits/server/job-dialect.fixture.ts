/** Logs written by hand, for the golden test of the job dialect. Their instants are round, their texts have corners. */
import type { EventBody, Json, RunEvent } from 'unfold/protocol'

const START = Date.UTC(2026, 0, 2, 3, 4, 5)
const TOTAL = 5

function logOf(bodies: readonly (EventBody | UnknownEvent)[]): RunEvent[] {
  return bodies.map((body, i) => ({ seq: i + 1, at: START + i * 100, ...body }) as RunEvent)
}

/** What a later version of the protocol may bring. */
interface UnknownEvent {
  type: 'step.paused'
  step: string
}

function accepted(change: { [field: string]: Json } = {}, continues: string | null = null): EventBody {
  const input = {
    mode: 'occasion',
    occasions: ['Brunch', 'Gürtel & <Schal>'],
    anchors: [],
    weather: { condition: 'rainy', temperature: null },
    parallel: false,
    debug: false,
    pieces: 44,
    ...change,
  }
  return { type: 'run.accepted', flow: 'outfits', version: 1, input, continues }
}

function outfit(n: number, change: { [field: string]: Json } = {}): Json {
  return {
    itemIds: [`top-${n}`, `shoes-${n}`],
    howToStyle: `Roll the sleeves of look ${n} — “loosely”.`,
    whyItWorks: 'Calm \\ warm.\u2028Done.',
    confidence: 'gentle-push',
    vibeKeywords: ['calm'],
    gaveWay: [],
    by: 'model',
    items: [
      { id: `top-${n}`, name: 'Navy "fisher" sweater', category: 'tops', imagePath: null },
      {
        id: `shoes-${n}`,
        name: 'Loafers',
        category: 'shoes',
        imagePath: `/api/wardrobe/pictures/${n}/thumbnail`,
      },
    ],
    reasons: [
      { code: 'high-low', itemIds: [`shoes-${n}`, `top-${n}`], word: null },
      { code: 'style-word', itemIds: [`top-${n}`], word: 'polished' },
      { code: 'style-word', itemIds: [`shoes-${n}`, `top-${n}`], word: 'calm' },
    ],
    ...change,
  }
}

const progress = (stage: string, done: number): EventBody & { type: 'progress' } => ({
  type: 'progress',
  stage,
  unit: 'part',
  done,
  total: TOTAL,
  eta: null,
})

const shown = (slot: number, change: { [field: string]: Json } = {}): EventBody[] => [
  { type: 'part', part: `outfit-${slot}`, kind: 'outfit', value: outfit(slot, change) },
  progress('create_outfits', 2 + slot),
]

const STYLIST: EventBody = {
  type: 'data',
  name: 'stylist',
  value: { model: 'openai:scripted', temperature: 0.7, promptVersion: 'unfold_v1' },
}

const BEGUN: EventBody[] = [
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'load_wardrobe' },
  { type: 'data', name: 'wardrobe', value: { pieces: 44, ready: 40, fitting: 31 } },
  progress('load_wardrobe', 1),
  { type: 'step.completed', step: 'load_wardrobe', ms: 3 },
  { type: 'step.started', step: 'quick_pick' },
  { type: 'part', part: 'quick-pick', kind: 'quick-pick', value: outfit(0) },
  progress('quick_pick', 2),
  { type: 'step.completed', step: 'quick_pick', ms: 9 },
  { type: 'step.started', step: 'create_outfits' },
  STYLIST,
]

const thought = (slot: number): EventBody => ({
  type: 'text',
  part: `reasoning-${slot}`,
  text: `Look ${slot} needs a contrast.`,
})

const ended = (slots: readonly number[], shortage: string | null = null): EventBody[] => [
  { type: 'step.completed', step: 'create_outfits', ms: 1700 },
  {
    type: 'run.completed',
    output: {
      outfits: slots.map((slot) => ({ slot, outfit: outfit(slot) })),
      shortage,
      reasoning: slots.map((slot) => `Look ${slot} needs a contrast.`),
    },
    usage: { inputTokens: 900, outputTokens: 400, estimated: false },
  },
]

const three = (debug: boolean): RunEvent[] =>
  logOf([
    accepted({ debug }),
    ...BEGUN,
    thought(1),
    ...shown(1),
    { type: 'step.paused', step: 'create_outfits' },
    thought(2),
    ...shown(2, { confidence: 'bold-move', gaveWay: ['repeat-window'], by: 'repaired' }),
    {
      type: 'data',
      name: 'repair',
      value: { outfit: 2, how: 'repaired', rules: ['layer-order'], sentences: ['No.'] },
    },
    thought(3),
    ...shown(3, { confidence: 'comfort-zone' }),
    ...ended([1, 2, 3]),
  ])

export const THREE = three(false)
export const THREE_WITH_REASONING = three(true)

/** In the order in which they came; the worker died after the first. */
export const IN_PARALLEL = logOf([
  accepted({ parallel: true }),
  ...BEGUN,
  { type: 'part', part: 'outfit-2', kind: 'outfit', value: outfit(2) },
  progress('create_outfits', 3),
  { type: 'run.started', attempt: 2 },
  { type: 'step.started', step: 'create_outfits' },
  { type: 'part', part: 'outfit-3', kind: 'outfit', value: outfit(3) },
  progress('create_outfits', 4),
  { type: 'part', part: 'outfit-1', kind: 'outfit', value: outfit(1) },
  progress('create_outfits', 5),
  ...ended([1, 2, 3]),
])

/** A job that opens with what stays of another one. */
export const SWAPPED = logOf([
  accepted({ change: { type: 'swap', outfit: 2, itemId: 'top-2' } }, 'run-before'),
  thought(1),
  { type: 'part', part: 'outfit-1', kind: 'outfit', value: outfit(1) },
  { type: 'part', part: 'outfit-3', kind: 'outfit', value: outfit(3) },
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'load_wardrobe' },
  { type: 'data', name: 'wardrobe', value: { pieces: 44, ready: 40, fitting: 31 } },
  { ...progress('load_wardrobe', 3), total: 4 },
  { type: 'step.completed', step: 'load_wardrobe', ms: 3 },
  { type: 'step.started', step: 'swap_piece' },
  { type: 'part', part: 'outfit-2', kind: 'outfit', value: outfit(2, { by: 'ranker' }) },
  { ...progress('swap_piece', 4), total: 4 },
  { ...ended([1, 2, 3])[0]!, step: 'swap_piece' } as EventBody,
  ended([1, 2, 3])[1]!,
])

export const TWO_OF_THREE = logOf([
  accepted({ mode: 'complete', anchors: ['top-1'], weather: null }),
  ...BEGUN,
  ...shown(1),
  ...shown(2),
  { type: 'data', name: 'shortage', value: { sentence: 'There is one pair of shoes.' } },
  ...ended([1, 2], 'There is one pair of shoes.'),
])

export const FAILED = logOf([
  accepted(),
  ...BEGUN,
  thought(1),
  ...shown(1),
  {
    type: 'run.failed',
    error: { code: 'DEADLINE_EXCEEDED', message: 'This took too long.', retryable: true },
    partial: true,
  },
])

export const STOPPED = logOf([
  accepted(),
  ...BEGUN,
  ...shown(1),
  { type: 'run.cancelling', by: 'demo' },
  { type: 'run.cancelled' },
])

export const STOPPED_BEFORE_IT_BEGAN = logOf([
  accepted(),
  { type: 'run.cancelling', by: 'demo' },
  { type: 'run.cancelled' },
])
