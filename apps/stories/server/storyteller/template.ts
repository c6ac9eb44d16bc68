import type { Pronoun } from './brief.ts'
import { pick, type Random } from './chance.ts'
import type { Noun } from './content.ts'

/**
 * Authored blocks are plain text with few marks: `{word}` is filled from the story's words, `{a word}` with its
 * article, `{word:his/hers}` takes the form that agrees with the gender of that word, and `[this|that]` is a choice of
 * wording. Capitals at sentence starts are set here.
 */
export type Words = Readonly<Record<string, string>>

export function textFromTemplate(template: string, words: Words, random: Random): string {
  return capitalise(fill(choose(template, random), words))
}

function choose(template: string, random: Random): string {
  let text = template
  while (text.includes('[')) {
    const next = text.replace(/\[([^[\]]*)\]/, (_, options: string) => pick(options.split('|'), random))
    if (next === text) throw new Error(`Unbalanced choice in block: ${template}`)
    text = next
  }
  return text.replaceAll(/ {2,}/g, ' ').trim()
}

/** The slots alone: for words that are kept as text. */
export function fill(text: string, words: Words): string {
  let filled = text
  // Two rounds: a plot's own words ("find the {thing}") speak of other words.
  for (let round = 0; round < 3 && filled.includes('{'); round++) {
    filled = filled
      .replaceAll(/\{(\w+):([^{}/]*\/[^{}/]*)\}/g, (_, name: string, forms: string) =>
        agree(forms, requireWord(words, genderOf(name), text) as Pronoun),
      )
      .replaceAll(
        /\{(a )?(\w+)\}/g,
        (_, article: string | undefined, name: string, at: number, whole: string) => {
          const value = requireWord(words, name, text)
          if (article === undefined) return isForeign(whole.slice(0, at), value) ? `-${value}` : value
          return words[`a ${name}`] ?? (value.includes('{') ? value : withArticle(value))
        },
      )
  }
  return filled
}

/** A Hebrew letter that grows onto a word of another script keeps a hyphen: "to Mia". */
function isForeign(before: string, value: string): boolean {
  return /[א-ת]$/u.test(before) && /^(?![א-ת])\p{L}/u.test(value)
}

function requireWord(words: Words, name: string, text: string): string {
  const value = words[name]
  if (value === undefined) throw new Error(`No word for {${name}} in block: ${text}`)
  return value
}

/** Where a word's gender stands among the words. */
export function genderOf(name: string): string {
  return `${name}:`
}

/** "his/hers": the form for a gender. Text without a slash is the same for both. */
export function agree(forms: string, gender: Pronoun): string {
  const [his, hers] = forms.split('/')
  return gender === 'she' ? (hers ?? his!) : his!
}

/** The words of a noun: itself, and what its language needs beside it. */
export function wordsFromNoun(name: string, noun: string | Noun): Record<string, string> {
  if (typeof noun === 'string') return { [name]: noun }
  return { [name]: noun.the, [`a ${name}`]: noun.a, [genderOf(name)]: noun.gender }
}

export function withArticle(noun: string): string {
  const silentH = /^(hour|honest|heir)/i
  const soundsLikeConsonant = /^(uni|use|usu|eu|one\b|once\b)/i
  const vowel = (/^[aeiou]/i.test(noun) && !soundsLikeConsonant.test(noun)) || silentH.test(noun)
  return `${vowel ? 'an' : 'a'} ${noun}`
}

export function capitalise(text: string): string {
  return text.replaceAll(
    /(^“?|[.!?…] “?|[.…]” “?|[!?]” “|: “)(\p{Ll})/gu,
    (_, lead: string, letter: string) => {
      return lead + letter.toUpperCase()
    },
  )
}

const SMALL_WORDS = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to', 'with'])

export function titleCase(text: string): string {
  const words = text.split(' ')
  return words
    .map((word, i) => (i > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ')
}
