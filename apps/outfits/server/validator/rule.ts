import type { RuleId, Violation } from '../../shared/index.ts'
import type { OutfitContext } from './context.ts'
import type { OutfitView, Piece } from './outfit-view.ts'

/** What a rule found: the sentence and the pieces to blame. */
export interface Finding {
  sentence: string
  itemIds: string[]
}

/** One promise about every outfit that is shown. Pure and deterministic. */
export interface Rule {
  id: RuleId
  /** The promise itself, for people. */
  promise: string
  find(outfit: OutfitView, context: OutfitContext): Finding[]
}

export function found(sentence: string, pieces: readonly Piece[] = []): Finding {
  return { sentence: capitalise(sentence), itemIds: pieces.map(({ item }) => item.id) }
}

export function violationsOf(rule: Rule, outfit: OutfitView, context: OutfitContext): Violation[] {
  return rule.find(outfit, context).map((finding) => ({ rule: rule.id, ...finding }))
}

export function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
