import type { Gate, GateVerdict } from 'unfold/reveal'
import type { ReadingContract } from '../reading/index.ts'
import type { StoryContext } from '../safety/index.ts'
import type { Verdicts } from './verdicts.ts'

/** Name of the checker. It holds sentences to what this child can read; it knows nothing of safety. */
export const READING = 'reading'

/** Sentences of a chapter, per step, that are rewritten for their length: then a stubborn model has its way. */
const MOST_REWRITES = 6

export interface ReadingGateOptions {
  gate: Gate<StoryContext>
  contract: ReadingContract
  verdicts: Verdicts
  /** The place that stands open now was turned down for its length in an earlier step. */
  isCarried: boolean
  /** What is committed of the open paragraph. */
  page: () => string
}

/**
 * The gate, and behind it the reading contract: a safe sentence that is over it is turned down once, and the rewrite is
 * taken whatever its length. A story is never held up, or ended early, because its author likes long sentences.
 */
export function createReadingGate(options: ReadingGateOptions): Gate<StoryContext> {
  const { gate, contract, verdicts, page } = options
  const mayRewrite = () => {
    const { openPlace, list } = verdicts
    const isCarried = options.isCarried && openPlace.length === list.length
    const isRewritten = isCarried || openPlace.some(({ checker }) => checker === READING)
    return !isRewritten && list.filter(({ checker }) => checker === READING).length < MOST_REWRITES
  }
  return {
    async check(segment, context, signal): Promise<GateVerdict> {
      const verdict = await gate.check(segment, context, signal)
      if (!verdict.safe || context.kind !== 'sentence') return verdict
      const over = contract.overLimit(segment, page())
      if (!over || !mayRewrite()) return verdict
      return { safe: false, cause: 'rejected', checker: READING, ...over, ms: verdict.ms }
    },
  }
}
