import type { GateContext } from 'unfold/reveal'
import { PatternFilter } from './pattern-filter.ts'
import type { Rule } from './rule.ts'

/** A segment and what is committed before it, as rules read them. Each view is made once, when it is asked for. */
export class RuleText {
  readonly #before: string
  readonly #segment: string
  readonly #read: (text: string) => string
  #whole: string | undefined
  #old: string | undefined
  #written: string | undefined

  constructor(before: string, segment: string, read: (text: string) => string) {
    this.#before = before
    this.#segment = segment
    this.#read = read
  }

  get whole(): string {
    return (this.#whole ??= this.#read(this.#before + this.#segment))
  }

  /** Seldom asked for. */
  get old(): string {
    return (this.#old ??= this.#read(this.#before))
  }

  get written(): string {
    return (this.#written ??= this.#segment.normalize('NFKC').replace(INVISIBLE, ''))
  }
}

/** What turns letters around stays: a reader sees other words than the text holds. */
const INVISIBLE = /(?![\u202d\u202e])\p{Cf}/gu

/** A pattern, and its place in the book's filter. */
interface Entry {
  pattern: RegExp
  at: number
}

interface Page {
  rule: Rule
  patterns: readonly Entry[]
  except: readonly Entry[]
}

/** A list of rules in which only those patterns are tried of which the text holds some letters. */
export class RuleBook {
  readonly #pages: readonly Page[]
  readonly #filter: PatternFilter
  readonly #ofWritten: PatternFilter | null

  constructor(rules: readonly Rule[]) {
    const patterns: RegExp[] = []
    const written: RegExp[] = []
    this.#pages = rules.map((rule) => {
      const known = rule.view === 'written' ? written : patterns
      const enter = (pattern: RegExp): Entry => ({ pattern, at: known.push(pattern) - 1 })
      return { rule, patterns: rule.patterns.map(enter), except: (rule.except ?? []).map(enter) }
    })
    this.#filter = new PatternFilter(patterns)
    this.#ofWritten = written.length > 0 ? new PatternFilter(written) : null
  }

  /** The first rule that the segment breaks. */
  brokenBy(text: RuleText, context: GateContext): Rule | undefined {
    const inWritten = this.#ofWritten?.find(text.written)
    const inWhole = this.#filter.find(text.whole)
    let inOld: Uint8Array | undefined
    return this.#pages.find((page) => {
      if (!applies(page.rule, context)) return false
      if (page.rule.view === 'written') return computeFinds(page, text.written, inWritten!) > 0
      const finds = computeFinds(page, text.whole, inWhole)
      if (finds === 0) return false
      return finds > computeFinds(page, text.old, (inOld ??= this.#filter.find(text.old)))
    })?.rule
  }
}

function applies({ underAge, kinds }: Rule, { age, kind }: GateContext): boolean {
  return (underAge === undefined || age < underAge) && (!kinds || kinds.includes(kind))
}

/** `possible` is the filter's answer for the text: what it rules out need not be tried, whatever is taken out first. */
function computeFinds({ rule, patterns, except }: Page, text: string, possible: Uint8Array): number {
  const tried = patterns.filter(({ at }) => possible[at])
  if (tried.length === 0 && !rule.count) return 0
  let open = rule.view === 'narration' ? withoutSpeech(text) : text
  // The sign keeps the words on both sides apart and is a letter of no pattern.
  for (const { pattern, at } of except) if (possible[at]) open = open.replace(pattern, '¤')
  const matches = tried.reduce((n, { pattern }) => n + (open.match(pattern)?.length ?? 0), 0)
  return matches + (rule.count?.(open) ?? 0)
}

/** Also takes out what stands before a closing quote whose opening lies before the window, and after one still open. */
function withoutSpeech(text: string): string {
  return text.replace(/^[^"]*[.!?,]"(?= |$)/, '¤').replace(/"[^"]*(?:"|$)/g, '¤')
}
