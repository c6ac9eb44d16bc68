import type { Approach, Level, Leveled, Person, Pronoun } from './brief.ts'

/** The shapes of authored content. Each language has its own folder of it; nothing here is English. */

/** A sentence slot: the wordings it may take. */
export type Slot = readonly string[]

/** A noun as a block says it without and with its article, for a language in which neither follows from the other. */
export interface Noun {
  a: string
  the: string
  gender: Pronoun
}

interface Place {
  name: string
  /** The preposition that goes with it: "in", "on", "at". Where prepositions grow onto the name, the whole phrase. */
  at: string
  /** Three or more corners of it, each with its article. */
  spots: readonly string[]
}

interface Elder {
  name: string
  pronoun: Pronoun
}

/** A theme's stock of things to speak of: short phrases that fit every level. */
export interface World {
  id: string
  /** Words in a free theme that lead here. */
  signs: RegExp
  /** What the reader may learn by the way. */
  fact: string
  /** Kinds of hero, helper and guest, without article; "his/hers" where the word for a woman is another. */
  kinds: readonly string[]
  friends: readonly string[]
  guests: readonly string[]
  elders: readonly Elder[]
  places: readonly Place[]
  /** "windy morning" */
  days: readonly string[]
  /** Clauses: "the gulls gossiped on the roof" */
  sounds: readonly string[]
  /** "salt and warm rope" */
  smells: readonly string[]
  /** Plural: "plum buns" */
  treats: readonly string[]
  /** A dear object, without article. */
  things: readonly (string | Noun)[]
  /** Plural, things to build from. */
  stuff: readonly string[]
  /** With its article. */
  events: readonly string[]
  /** Plural, with article: "the harbour folk" */
  crowds: readonly string[]
  cries: readonly string[]
  /** Sentences that belong to this world alone. */
  moments: Leveled<Slot>
}

export interface Plot {
  id: string
  titles: Slot
  lesson: string
  approaches: readonly Approach[]
  /** People whom the plot has a part for from the start: where others are met or asked on the way, it is not these. */
  apart?: readonly ('elder' | 'guest')[]
  /** What the other blocks may say of this plot: `goal` (verb phrase), `trouble` (singular) and `clue`: noun phrases with article. */
  words: Record<'goal' | 'trouble' | 'clue', Slot> & Record<string, Slot>
  /** Three slots: what happens, what makes it odd, what hangs on it. */
  problem: Leveled<readonly Slot[]>
  /** Three slots: what it was, how it is put right, what comes of it. */
  solution: Leveled<readonly Slot[]>
}

export interface ApproachBlocks {
  id: Approach
  skill: string
  titles: Slot
  /** A child's own words that mean this. */
  signs: RegExp
  /** `text` is a verb phrase that the next chapter says again, after "Let us" or what its language has for that. */
  options: Leveled<readonly { text: string; description: string }[]>
  /** Three slots: setting out, the attempt, what it brings. */
  journey: Leveled<readonly Slot[]>
}

export interface Hobby {
  /** "painting snails" */
  hobby: string
  /** "stub of blue chalk" */
  keepsake: string | Noun
}

export interface Temper {
  id: string
  /** "careful"; "his/hers" where the word for a woman is another. */
  manner: string
  lines: Leveled<{ greeting: Slot; doubt: Slot; hope: Slot }>
}

export interface Scenes {
  opening: Slot
  hero: Slot
  meeting: Slot
  topic: Slot
  firstTry: Slot
  pause: Slot
  lead: Slot
  carry: Slot
  carryOwn: Slot
  turn: Slot
  turnWhy: Slot
  lastStep: Slot
  thanks: Slot
  joke: Slot
  ending: Slot
  farewell: Slot
}

/** What the engine must know of a language beside its blocks. */
export interface Speech {
  /** Pronouns of a person as slots of their own: the hero's bare, the others' with their letter. */
  pronouns(person: Pick<Person, 'pronoun'>, letter: '' | 'f' | 'g'): Record<string, string>
  /** Whom chapters by another author speak of most. */
  heroFromText(text: string): Pick<Person, 'name' | 'pronoun'> | null
  /** Words worth learning, from a chapter's text; `names` are people's. */
  stretchWords(text: string, level: Level, names: readonly string[]): string[]
  /** What a bedtime story does not say again. */
  notRepeated: RegExp
  /** A word that waits for another: nothing is cut off behind it. */
  waits: RegExp
  /** The space before which a clause has ended. Global. */
  clause: RegExp
}

/** All that one language offers. */
export interface Library {
  worlds: readonly World[]
  plots: readonly Plot[]
  approaches: Record<Approach, ApproachBlocks>
  tempers: readonly Temper[]
  hobbies: Record<string, readonly Hobby[]>
  names: Record<Pronoun, readonly string[]>
  scenes: Leveled<Scenes>
  questions: Slot
  /** Said instead of a child's own words that are not said again. */
  ownPlan: string
  speech: Speech
}
