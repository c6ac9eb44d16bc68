import type { RuleSet } from './rule.ts'

/**
 * The text as a reader sees it: one code point per letter, lower case, straight quotes, single spaces; without marks,
 * invisible characters and pictures of letters. The same for every language; a language adds its own look-alikes.
 */
export function normalise(
  text: string,
  { letters, pictures }: Pick<RuleSet, 'letters' | 'pictures'>,
): string {
  if (PLAIN.test(text)) return plainNormalised(text)
  let plain = ''
  for (const sign of text.normalize('NFKC')) plain += letterFromBadge(sign) ?? pictures[sign] ?? sign
  plain = plain
    .normalize('NFD')
    // Marks (niqqud and the keycap of 1️⃣ too), format characters (zero width, bidi, soft hyphen) and blank letters.
    .replace(/[\p{M}\p{Cf}\u115F\u1160\u3164\uFFA0]/gu, '')
    .toLowerCase()
    .replace(/[‘’‚‛ʼ`´׳]/gu, "'")
    .replace(/[“”„‟«»״]/gu, '"')
    .replace(/[‐‑‒–—―−־]/gu, '-')
    .replace(/[\s\u2800]+/gu, ' ')
    .normalize('NFC')
    .trim()
  return plain.replace(/[^\p{ASCII}]/gu, (sign) => letters[sign] ?? sign)
}

/** What most text is made of. It has one spelling but for its case, quotes, dashes and spaces, whatever the language. */
const PLAIN = /^[\0-\x7F\u05D0-\u05EA‘’“”–—]*$/

function plainNormalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’`]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters in squares, circles and flags (🆂 🅢 🇸), which Unicode does not count as compatible with letters. */
const BADGES = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]

function letterFromBadge(sign: string): string | undefined {
  const code = sign.codePointAt(0)!
  const first = BADGES.find((start) => code >= start && code < start + 26)
  return first === undefined ? undefined : String.fromCharCode(97 + code - first)
}
