/** Letters that stand at a word without a space: "and", "when", "that", "in", "like", "to", "from", "the". */
const BEFORE = 'ו?(?:ש?לכש|ש?כש|מש|ש)?(?:[בכלמ]?ה|[בכלמ])?'
/** Plural and possessive endings of a noun or adjective. */
const AFTER =
  '(?:י|ך|ו|ה|ת|נו|כם|כן|ם|ן|ית|יך|יו|יה|ים|יים|ינו|יכם|יהם|יהן|ות|ותי|ותיו|ותיה|ותיהם|תי|תו|תה|תם|יות)?'
/** Person, number and object of a verb. */
const PERSON = '(?:תי|ת|ה|נו|תם|תן|ו|י|ים|ות|נה|ני|ך|הו|ם|ן|כם|תיו|תיה)?'
const START = '(?<![\\p{L}\\p{N}])'
const END = "(?![\\p{L}\\p{N}]|'\\p{L})"
const FINALS: { readonly [letter: string]: string } = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }

/** Final letters as the ordinary ones: the text that patterns meet has no others. */
export function foldFinals(text: string): string {
  return text.replace(/[ךםןףץ]/g, (letter) => FINALS[letter]!)
}

/**
 * A global pattern of whole words or phrases as they stand here, final letters included, with "and" or "when" before
 * them. A space is a space or a maqaf; `~` before a word allows its prefix letters, `+` after it its endings.
 */
export function hebrew(...phrases: readonly string[]): RegExp {
  const sources = phrases.map((phrase) =>
    phrase
      .replace(/\+(?=$|[ |)])/g, AFTER)
      .replaceAll(' ', '[ -]')
      .replace(/(?<=.)~/g, BEFORE),
  )
  const plain = sources.filter((source) => !source.startsWith('~'))
  // The prefix letters are read once for all words that may have them.
  const prefixed = sources.filter((source) => source.startsWith('~')).map((source) => source.slice(1))
  if (prefixed.length > 0) plain.push(`${BEFORE}(?:${prefixed.join('|')})`)
  return new RegExp(`${START}(?:ו?כש|ו)?(?:${foldFinals(plain.join('|'))})${END}`, 'gu')
}

/** A verb of three root letters in all persons and times, active and passive, with an object at its end. */
export function root(letters: string): string {
  const [a, b, c] = foldFinals(letters)
  const shapes = [
    `[אתינ]?י?${a}${b}ו?${c}${PERSON}`,
    `ל(?:הי?)?${a}ו?${b}ו?${c}${PERSON}`,
    `${a}ו${b}${c}(?:ת|ים|ות|י|ו)?`,
    `${a}${b}ו${c}(?:ה|ים|ות|י|ת)?`,
  ]
  return `ו?(?:ש?כש|ש)?ה?(?:${shapes.join('|')})`
}

/** Somebody to whom something is done. */
export const SOMEBODY =
  '(?:אות(?:י|ך|ו|ה|נו|כם|ם|ן)|את (?:(?:כל )?ה(?:איש|אישה|אנשים|ילד|ילדה|ילדים|ילדות|נער|נערה|שומר|שומרים|מלך|מלכה|נסיך|נסיכה|חייל|חיילים|מורה|תלמיד|תלמידים|אם|אב|סבא|סבתא|' +
  'כלב|כלבה|חתול|חתולה|גור|גורים|תינוק|תינוקת|שכן|שכנה|גנב|אסיר|אסירים|אויב|אויבים|נווד|זקן|זקנה|כולם)|כולם|אחי?ו|אחותו|אמו|אביו|אמא|אבא|(?:אח|אחות|אבא|אמא|חבר|חברה|בן|בת|אישה|אח) של\\S{1,}|אשתו|בנו|בתו))'
