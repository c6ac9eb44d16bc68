import type { Note, StepContext } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import type { GateVerdict } from 'unfold/reveal'
import type { Safety } from '../../shared/index.ts'
import { STORY_RULES } from '../safety/index.ts'
import { READING } from './reading-gate.ts'

/** One verdict as it is kept for the parent's page and for the next attempt. `text` only when it was withheld. */
export interface VerdictNote {
  kind: string
  safe: boolean
  rule: string | null
  checker: string | null
  reason: string | null
  cause: 'rejected' | 'no-verdict' | 'timeout' | 'crashed' | null
  text: string | null
  /** Of a safe sentence: what it breaks of the reading contract, though it was rewritten. */
  overLimit?: string | undefined
  at: number
}

export function noteFromVerdict(
  segment: string,
  kind: string,
  verdict: GateVerdict,
  at: number,
  overLimit?: string,
): VerdictNote {
  if (verdict.safe) {
    const note = { kind, safe: true, checker: null, rule: null, reason: null, cause: null, text: null, at }
    return overLimit === undefined ? note : { ...note, overLimit }
  }
  return {
    kind,
    safe: false,
    checker: verdict.checker,
    rule: verdict.rule,
    reason: verdict.reason,
    cause: verdict.cause,
    text: segment,
    at,
  }
}

const PREFIX = 'verdict:'

/** All verdicts of one step, in order, earlier attempts included. They are stored with the text that they let through. */
export class Verdicts {
  readonly #step: StepContext
  readonly #list: VerdictNote[] = []

  constructor(step: StepContext) {
    this.#step = step
    for (let n = 1; ; n += 1) {
      const note = step.notes.get(PREFIX + n)
      if (note === undefined) break
      this.#list.push(note as unknown as VerdictNote)
    }
  }

  add(verdict: VerdictNote): void {
    this.#list.push(verdict)
    this.#step.note(PREFIX + this.#list.length, verdict as unknown as Json)
  }

  get list(): readonly VerdictNote[] {
    return this.#list
  }

  /** The newest verdict when it withheld something: nothing was committed after it. */
  get standingRejection(): VerdictNote | null {
    const last = this.#list.at(-1)
    return last && !last.safe ? last : null
  }

  /** What was said of the place that stands open now, since the last text that was let through. */
  get openPlace(): readonly VerdictNote[] {
    return this.#list.slice(this.#list.findLastIndex((v) => v.safe) + 1)
  }

  /** How often the open place was turned down as unsafe. */
  get trailingRejections(): number {
    return this.openPlace.filter(isUnsafe).length
  }

  /** How often anything was turned down as unsafe. */
  get withheld(): number {
    return this.#list.filter(isUnsafe).length
  }

  get missing(): number {
    return this.#list.filter((v) => !v.safe && v.cause !== 'rejected').length
  }
}

/** A sentence that is only too long is not unsafe: it costs none of the rewrites that safety has. */
function isUnsafe({ safe, checker }: VerdictNote): boolean {
  return !safe && checker !== READING
}

/** Sentences that were withheld in a run, in that order, for the parent's page alone. */
export function withheldFromNotes(notes: readonly Note[]) {
  return notes
    .filter(({ key }) => key.startsWith(PREFIX))
    .map(({ value }) => value as unknown as VerdictNote)
    .filter(({ safe, text }) => !safe && text !== null)
    .map(({ kind, reason, checker, rule, cause, text, at }) => ({
      text: text!,
      kind,
      reason,
      checker,
      rule,
      cause,
      at,
    }))
    .toSorted((a, b) => a.at - b.at)
}

/** What a step hands on about its verdicts: small, without any withheld word. */
export interface VerdictSum {
  proposed: number
  accepted: number
  issues: string[]
}

export function sumVerdicts(list: readonly VerdictNote[]): VerdictSum {
  const withheld = list.filter(isUnsafe)
  const accepted = list.filter((v) => v.safe).length
  return {
    proposed: accepted + withheld.length,
    accepted,
    issues: [...new Set(withheld.map(issueFromVerdict))],
  }
}

/** Readers see it. Only our rules have words of ours: what a judge writes may quote what it turned down. */
function issueFromVerdict({ cause, checker, reason }: VerdictNote): string {
  if (cause !== 'rejected') return 'A sentence could not be checked and was not shown.'
  return checker === STORY_RULES && reason !== null ? reason : 'A sentence did not fit and was not shown.'
}

/** `approved` says whether everything that is shown was accepted, and nothing is left to be mended. */
export function safetyFromSums(sums: readonly VerdictSum[], approved: boolean): Safety {
  const proposed = sums.reduce((n, s) => n + s.proposed, 0)
  const accepted = sums.reduce((n, s) => n + s.accepted, 0)
  return {
    approved,
    score: proposed === 0 ? 1 : Math.round((1000 * accepted) / proposed) / 1000,
    issues: [...new Set(sums.flatMap((s) => s.issues))],
  }
}
