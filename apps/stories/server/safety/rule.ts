/** One thing that must not be said. Patterns meet text that was normalised: lower case, straight quotes, single spaces. */
export interface Rule {
  id: string
  /** One sentence for a parent: what was found, never the words themselves. */
  reason: string
  /** All global, on word boundaries. */
  patterns: readonly RegExp[]
  /** Harmless phrases that hold a word of the patterns ("killer whale"): taken out before the patterns look. Global. */
  except?: readonly RegExp[]
  /** Finds that no pattern can tell; counted like matches. */
  count?: (text: string) => number
  /** Holds for children younger than this. Absent: for every age. */
  underAge?: number
  /** Kinds of segment that it looks at. Absent: all. */
  kinds?: readonly string[]
  /**
   * `narration`: what a character says in quotes does not count, what the text says to the child does.
   * `written`: the text as written instead, with its case and all signs that are seen, and without the text before it.
   */
  view?: 'narration' | 'written'
}

/** What one language brings: its rules, and what its words may hide behind. */
export interface RuleSet {
  /** BCP 47, as the gate speaks of the language. */
  tag: string
  rules: readonly Rule[]
  /** A word of this language's letters. Global. Taken out of a text before the rules of another language read it. */
  words: RegExp
  /** Something that these rules can read, in a text of another language. */
  meets: RegExp
  /** Writes in one way what the language may write in several. Wants normalised text. */
  fold?: (text: string) => string
  /** Foreign or stylised letters that look like this language's own. */
  letters: { readonly [lookalike: string]: string }
  /** Pictures that stand for a word. */
  pictures: { readonly [emoji: string]: string }
  /** What each sign may be read as inside a word: digits for letters. */
  leet: { readonly [sign: string]: readonly string[] }
  /** Words that are looked for behind leetspeak, split and stretched spellings. */
  disguised: readonly string[]
  /** Endings that a disguised word may carry. */
  endings: readonly string[]
  /** True for an everyday word: two of them side by side are never read as one disguised word. */
  isKnown: (word: string) => boolean
}

/** A global pattern of whole words or phrases; `+` after a word allows its plural, past and -ing forms. */
export function wholeWords(...words: readonly string[]): RegExp {
  const alternatives = words.map((word) => word.replace(/\+$/, '(?:s|es|d|ed|ing|er|ers)?'))
  return new RegExp(`\\b(?:${alternatives.join('|')})\\b`, 'g')
}
