/** A topic that a parent may not want, as it is asked for and as it appears, in each language of the stories. */
export interface Topic {
  /** How a parent may name it, in any language: single words, lower case. */
  names: readonly string[]
  /** Words of English stories: alternatives of a pattern. */
  en: readonly string[]
  /** Words of Hebrew stories: `~` allows prefix letters, `+` endings. */
  he: readonly string[]
}
