import type { RuleSet } from '../rule.ts'
import { foldFinals } from './word-forms.ts'

/** Words worth looking for behind another spelling; short ones, and those that two everyday words make, are left out. */
const DISGUISED =
  'הרג להרוג הורג הורגת הורגים הרגו הרגתי אהרוג תהרוג יהרוג נהרג נהרוג רצח לרצוח רוצח רוצחת רוצחים רצחו ארצח ירצח נרצח ' +
  'אקדח אקדחים רובים פצצה פצצות לדקור דקר לירות יריות נשק סכין גופה גופות דם לחנוק חנק עינויים ' +
  'התאבד להתאבד התאבדות מתאבד למות מוות מתים סקס פורנו עירום ערום אונס זין זונה זונות שרמוטה שרמוטות חרא כוס קוס כוסאמק כוסעמק מניאק ' +
  'לזיין מזדיין תזדיין לעזאזל פאק פאקינג סמים קוקאין הרואין וודקה בירה אלכוהול סיגריה סיגריות נאצי נאצים מפגר ' +
  'הוראות התעלם תתעלם תתעלמי'
const PREFIXES = ['', 'ו', 'ה', 'ש', 'ב', 'ל', 'מ', 'כ', 'וה', 'שה', 'כש', 'של']
/** Everyday words of one to four letters: two of them side by side are two words. */
const SHORT =
  'אב אבא אז אח אחד אח אחות אט איך אין איש אל אם אמא אני אף אש את אתה בא באה באו בו בוא בה בהם בי בין בית בן בת גב גדול גם גן גר גרה ' +
  'דג דוב דוד דום דור דם דף הבן הדג הוא הוי היא הים היה היו הלך הם הן הנה הר הרבה הרי זאב זה זו זז חג חד חדר חול חום חי חיה חם חן חץ טוב טל ' +
  'יד יום ים יפה יש ישן כי כל כלב כך כמה כן כמו כף לא לב לה להם לו לי לך לכי מאה מאוד מה מול מי מים מלך מן מר נא נו נח נר נרד נשק סבא סוס סוף ' +
  'ספר סל עד עוד על עם עין עלי עלה ענק עץ ער פה פי פיל פעם פרח צב צד ציץ צל קול קח קטן קיר קם קן קר רב רגל רד רוח רז רע רץ רק רצה שב שד שוב שיר ' +
  'של שם שמח שן שר שש תה תוך תור תם תן תל'

const words = (list: string) => foldFinals(list).split(/\s+/)
const known = new Set(words(SHORT))

export const HEBREW_DISGUISES: Pick<
  RuleSet,
  'letters' | 'pictures' | 'leet' | 'disguised' | 'endings' | 'isKnown'
> = {
  // Yiddish pairs of letters, which Unicode does not count as two.
  letters: { װ: 'וו', ױ: 'וי', ײ: 'יי' },
  // What a picture stands for, the English rules know; they read every language's pictures.
  pictures: {},
  leet: {
    '0': ['ס', 'ו'],
    '1': ['ו', 'י'],
    '|': ['ו'],
    '!': ['ו'],
    '@': ['א'],
    '7': ['ר'],
    $: ['ש'],
    '5': ['ל'],
    '9': ['פ'],
    '3': ['צ'],
  },
  disguised: [
    ...new Set(words(DISGUISED).flatMap((word) => PREFIXES.map((prefix) => foldFinals(prefix) + word))),
  ],
  endings: [],
  isKnown: (word) => known.has(word),
}

/** Latin letters that look or sound like Hebrew ones; counted only inside a word that has Hebrew letters too. */
const TWINS: { readonly [letter: string]: string } = {
  x: 'א',
  n: 'ח',
  u: 'ט',
  w: 'ש',
  o: '0',
  y: 'ע',
  l: '1',
  i: '1',
  p: 'ק',
  r: 'ר',
}
/** Told apart from a name in Latin letters by its place: one letter, with Hebrew ones on both sides. */
const INSIDE: typeof TWINS = {
  ...TWINS,
  a: 'א',
  b: 'ב',
  c: 'ק',
  d: 'ד',
  e: '',
  f: 'פ',
  g: 'ג',
  h: 'ה',
  j: 'ג',
  k: 'ק',
  m: 'מ',
  q: 'ק',
  s: 'ס',
  t: 'ט',
  v: 'ו',
  z: 'ז',
}

/**
 * One spelling for what is one word: no final letters, no gershayim inside (צה"ל), a Latin letter among Hebrew ones as the
 * Hebrew one that it looks like. Wants normalised text.
 */
export function foldHebrew(text: string): string {
  return foldFinals(text)
    .replace(/(?<=[א-ת])"(?=[א-ת])/g, '')
    .replace(/(?<=[א-ת])[a-z](?=[א-ת])/g, (letter) => INSIDE[letter]!)
    .replace(/[א-תa-z]*[א-ת][א-תa-z]*/g, (word) =>
      /^[א-תxnuwoylipr]+$/.test(word) ? word.replace(/[a-z]/g, (letter) => TWINS[letter]!) : word,
    )
}
