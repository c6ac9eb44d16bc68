/** A word that every reader knows, of two letters. */
const PLAIN = 'it'

/**
 * The text as its reader takes it: the hero's name, however long, is one known word. The family chose it, and no rewrite
 * could make it shorter. Letters that Hebrew grows onto a name stay.
 */
export function withPlainHero(text: string, name: string | undefined): string {
  if (name === undefined) return text
  const written = String.raw`(?<=(?<![\p{L}\p{M}\p{N}])[ושהכלבמ]{0,3}-?)${RegExp.escape(name)}(?![\p{L}\p{M}\p{N}])`
  return text.replace(new RegExp(written, 'giu'), PLAIN)
}
