import { spache } from 'spache'
import { sentencesOf, wordsOf } from './words.ts'

/** Words that a young reader of a language is expected to know; null where no list is at hand. */
const FAMILIAR: { readonly [language: string]: (word: string) => boolean } = { english: isFamiliarEnglish }

/**
 * The unfamiliar words of a text, lower-cased, each once, in order of appearance. By the rules of the Spache formula
 * regular inflections of a familiar word are familiar, and so are names and numbers. Null where the language has no list.
 */
export function newWordsOf(text: string, language: string): string[] | null {
  const isFamiliar = FAMILIAR[language]
  if (!isFamiliar) return null
  const names = new Set<string>()
  const found = new Set<string>()
  for (const sentence of sentencesOf(text, language)) {
    for (const [index, word] of wordsOf(sentence, language).entries()) {
      const lower = word.toLowerCase().replaceAll('’', "'")
      // A capital inside a sentence marks a name; at its start it marks nothing.
      if (index > 0 && lower !== word && /^\p{Lu}/u.test(word)) names.add(bareOf(lower))
      if (!/\p{N}/u.test(word) && !isFamiliar(lower)) found.add(bareOf(lower))
    }
  }
  return [...found].filter((word) => !names.has(word))
}

const familiarEnglish = new Set(spache)

/** True for a word of the revised Spache list, for its regular inflections, and for its contractions. */
export function isFamiliarEnglish(word: string): boolean {
  return stemsOf(word).some((stem) => familiarEnglish.has(stem))
}

function stemsOf(word: string): string[] {
  const bare = bareOf(word)
  const stems = [word, bare]
  const [, stem, suffix] =
    /^(.+?)(ies|ied|ier|iest|es|s|ed|d|ing|er|est|ly|n't|'ll|'re|'ve|'d|'m)$/.exec(bare) ?? []
  if (stem) {
    stems.push(stem, `${stem}e`, `${stem}y`)
    // "running" is "run", "stopped" is "stop".
    if (/([bdgklmnprt])\1$/.test(stem)) stems.push(stem.slice(0, -1))
    // "can't" is "can".
    if (suffix === "n't") stems.push(`${stem}n`)
  }
  return stems
}

function bareOf(word: string): string {
  return word.replace(/'s?$/, '')
}
