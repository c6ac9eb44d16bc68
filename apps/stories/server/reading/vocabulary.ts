import { spache } from 'spache'
import { piecesOf, wordsOf } from './words.ts'

/** Words that a young reader of a language is expected to know; null where no list is at hand. */
const FAMILIAR: { readonly [language: string]: (word: string) => boolean } = { english: isFamiliarEnglish }

/** What a sentence says to whoever counts new words, lower-cased. */
export interface Vocabulary {
  names: readonly string[]
  unfamiliar: readonly string[]
}

/**
 * The unfamiliar words of a text, lower-cased, each once, in order of appearance. By the rules of the Spache formula
 * regular inflections of a familiar word are familiar, and so are names and numbers. Null where the language has no list.
 * `known` keeps the sentences that were read, for the next text that has them too.
 */
export function newWordsOf(
  text: string,
  language: string,
  known: Map<string, Vocabulary> = new Map(),
): string[] | null {
  const isFamiliar = FAMILIAR[language]
  if (!isFamiliar) return null
  const names = new Set<string>()
  const found = new Set<string>()
  for (const sentence of piecesOf(text, language)) {
    let vocabulary = known.get(sentence)
    if (!vocabulary) known.set(sentence, (vocabulary = vocabularyOf(sentence, language, isFamiliar)))
    for (const name of vocabulary.names) names.add(name)
    for (const word of vocabulary.unfamiliar) found.add(word)
  }
  return [...found].filter((word) => !names.has(word))
}

function vocabularyOf(sentence: string, language: string, isFamiliar: (word: string) => boolean): Vocabulary {
  const names: string[] = []
  const unfamiliar: string[] = []
  for (const [index, word] of wordsOf(sentence, language).entries()) {
    const lower = word.toLowerCase().replaceAll('’', "'")
    // A capital inside a sentence marks a name; at its start it marks nothing.
    if (index > 0 && lower !== word && /^\p{Lu}/u.test(word)) names.push(bareOf(lower))
    if (!/\p{N}/u.test(word) && !isFamiliar(lower)) unfamiliar.push(bareOf(lower))
  }
  return { names, unfamiliar }
}

const familiarEnglish = new Set(spache)

/** True for a word of the revised Spache list, for its regular inflections, and for its contractions. */
export function isFamiliarEnglish(word: string): boolean {
  return familiarEnglish.has(word) || stemsOf(word).some((stem) => familiarEnglish.has(stem))
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
