/** A word that every reader knows, of two letters. */
const PLAIN = 'it'

/**
 * The text as its reader takes it: the hero's name, however long, is one known word. The family chose it, and no rewrite
 * could make it shorter. Letters that Hebrew grows onto a name stay.
 */
export function withPlainHero(text: string, name: string | undefined): string {
  if (name === undefined) return text
  const { bare, written } = patternsOf(name)
  return bare.test(text) ? text.replace(written, PLAIN) : text
}

interface NamePatterns {
  bare: RegExp
  /** With what Hebrew writes before it, as a word of its own. */
  written: RegExp
}

/** A chapter asks for the same name hundreds of times. */
const made = new Map<string, NamePatterns>()
const MOST_KEPT = 200

function patternsOf(name: string): NamePatterns {
  const known = made.get(name)
  if (known) return known
  const letters = RegExp.escape(name)
  const written = String.raw`(?<=(?<![\p{L}\p{M}\p{N}])[ושהכלבמ]{0,3}-?)${letters}(?![\p{L}\p{M}\p{N}])`
  const patterns = { bare: new RegExp(letters, 'iu'), written: new RegExp(written, 'giu') }
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value!)
  made.set(name, patterns)
  return patterns
}
