import type { Rule } from '../rule.ts'
import { wholeWords } from '../rule.ts'

const VOWEL = "[aeiou']{0,2}"

/** Hebrew words in Latin letters: whoever hides one so writes it by ear, hence the loose vowels. */
export const TRANSLITERATED: readonly Rule[] = [
  {
    id: 'violence.harm',
    reason: 'It speaks of killing somebody or of hurting somebody badly.',
    patterns: [
      /\b(?:la|ta|ya|na|e|ani e|ve)harog(?:u|i|et)?\b|\b(?:horeg|horget|horgim|neherag|harugim)\b/g,
      /\b(?:harag|hargu|harga) (?:oto|ota|otam|otcha|otach|et)\b/g,
      /\b(?:li|ti|yi|e|ni)r(?:ts|tz|z|c)o?a[ck]?h\b|\b(?:rot[sz]ea[ck]h|rot[sz][ck]him|nirt[sz]a[ck]h)\b/g,
      /\bretza[ck]h\b/g,
    ],
  },
  {
    id: 'violence.weapon',
    reason: 'It speaks of a weapon that hurts people.',
    patterns: [
      wholeWords('e[kc]da[ck]h(?:im)?', 'a[kc]da[ck]h(?:im)?', 'p[t]?[sz]at?[sz]a', 'p[t]?[sz]at?[sz]ot'),
    ],
  },
  {
    id: 'self-harm',
    reason: 'It speaks of hurting oneself or of not wanting to live.',
    patterns: [
      /\b(?:le|l')?hit'?abed\b|\b(?:mit|tit|yit|et)'?abed(?:et)?\b|\bhitabdut\b/g,
      /\b(?:rot[sz](?:e|eh|a|ah)|ba li) lamut\b/g,
    ],
  },
  {
    id: 'profanity',
    reason: 'It holds a swear word.',
    patterns: [
      wholeWords('sharm[ou]ta(?:h|s)?', 'sharm[ou]tot', '(?:ben|bat|bnei) zona(?:h|ot)?', 'zonah'),
      new RegExp(`\\bk(?:u|oo|o)s+${VOWEL} ?[ae]?(?:mm?a[ck]|mm?e[ck]|[ck]htak)\\b`, 'g'),
      wholeWords(
        'manyak(?:im)?',
        'maniak(?:im)',
        'leh?izdayen',
        '(?:lezayen|mezayen|tizdayen|mizdayen)',
        'hara ala?ich?',
      ),
      /\blech? (?:le)?(?:azazel|hizdayen)\b/g,
    ],
  },
  {
    id: 'sexual',
    reason: 'It is about sex or bodies in a way that is not for children.',
    patterns: [wholeWords('sekes', 'pornografia', 'eirum(?:a|im)?', 'arumot?im?')],
  },
  {
    id: 'drugs-alcohol',
    reason: 'It speaks of alcohol, tobacco or drugs.',
    patterns: [wholeWords('samim', 'sigaryot?', 'le?ashen', 'shikor(?:a|im)?')],
  },
  {
    id: 'hate',
    reason: 'It looks down on people for what they are, or puts somebody down cruelly.',
    patterns: [/\bmavet la'? ?(?:aravim|yehudim|arabim)\b/g],
  },
]
