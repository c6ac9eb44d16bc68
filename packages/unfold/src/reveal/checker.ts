/** Told for one segment. `reason` may quote it, so both travel in the private lane only. */
export type Verdict = { safe: true } | { safe: false; rule: string; reason: string }

/** What a check may know. An app that needs more widens it: `Checker<GateContext & { mood: string }>`. */
export interface GateContext {
  /** The end of the committed text: harm can be split over sentences. Begins at a word. */
  before: string
  /** What the segment is: sentence, title, question, choice, input... */
  kind: string
  /** BCP 47 tag. */
  language: string
  /** Years of the youngest reader that the text is for. */
  age: number
}

/** One layer of the gate: a deterministic rule set, or a model that judges. */
export interface Checker<Context extends GateContext = GateContext> {
  readonly name: string
  /** May throw or never answer: both count as unsafe. The signal aborts when the answer is no longer wanted. */
  check(segment: string, context: Context, signal: AbortSignal): Promise<Verdict> | Verdict
}

/** Null for anything that is not plainly a verdict. */
export function verdictFromUnknown(value: unknown): Verdict | null {
  if (typeof value !== 'object' || value === null || !('safe' in value)) return null
  if (value.safe === true) return { safe: true }
  if (value.safe !== false || !('rule' in value) || !('reason' in value)) return null
  const { rule, reason } = value
  return typeof rule === 'string' && typeof reason === 'string' ? { safe: false, rule, reason } : null
}
