import type { Level, Leveled, Person } from '../brief.ts'
import type { Speech } from '../content.ts'
import { NAMES } from './names.ts'

/** What somebody does now, did, will do or wants to do: grown onto "and" it begins a clause. */
const DOES = [
  '(?:מתחיל|מחפש|מוצא|מגל|מנס|מדבר|משחק|מטפס|מבקש|מספר|מגיע|מביא|מזמינ?|מקשיב|מצייר|מנגנ?|מגיש|הולכ?|רצ|שר|רוקד|טס|עפ|בונ|עוש|רוא|שואל|עוזר|לוקח|נותנ|פותח|אוכל|ישנ|שוח|קופצ|חוזר|יוצא|נכנס|עול|יורד|הופכ|אומר|שט|יושב)(?:ה|ת|ים|ות)?',
  '(?:הולך|רץ|עף|נותן|ישן|קופץ|הופך|מנגן|מזמין)',
  '(?:התחיל|חיפש|מצא|גיל|ניס|דיבר|שיחק|טיפס|ביקש|הלכ|רצ|שר|רקד|טס|בנ|עש|רא|שאל|עזר|לקח|פתח|חזר|אמר)(?:ה|ת|תה|ו|נו|ינו|תי)',
  '[יתנא](?:תחיל|חפש|מצא|גלה|נסה|דבר|שחק|טפס|בקש|לכ|לך|רוץ|שיר|רקוד|טוס|עוף|בנה|עשה|ראה|שאל|עזור|קח|תן|פתח|חזור|אמר)(?:ו|י)?',
  'ל(?:התחיל|חפש|מצוא|גלות|נסות|דבר|שחק|טפס|בקש|לכת|רוץ|שיר|רקוד|טוס|עוף|בנות|עשות|ראות|שאול|עזור|קחת|תת|פתוח|חזור|ומר|ישון|אכול|שוט|הגיע)',
].join('|')

export const HEBREW_SPEECH: Speech = {
  // Blocks say the forms themselves: {hero:שלו/שלה}.
  pronouns: () => ({}),
  heroFromText,
  stretchWords,
  // With "and", "the", "that" in front; the short ones bare, because with a letter in front they are other words.
  notRepeated:
    /(?<![א-ת])(?:[ושה]{0,2}(?:להרוג|הורג|הרג|מוות|מלחמה|רובה|אקדח|יורה|לירות|פצצה|סכין|חרב|נשק|מכות|להכות|להרביץ|מרביץ|שונא|שונאת|שנאה|טיפש|טיפשה|מפחיד|מפחידה|פחד|מפלצת|מפלצות|שדים|הוראות|פקודה)|ו?(?:מת|מתה|מתים|למות|דם|שד))(?![א-ת])|רוח רפאים|http|www|ignore|instruction|prompt|system/iu,
  waits: /^(את|של|עם|על|אל|או|גם|כי|אם|לא|זה|זאת|בתוך|ליד|בלי|כמו|הכי|שלו|שלה|שלי)$/u,
  clause: new RegExp(
    String.raw`(?<=[.!?;:–—]) | [–—] |,? (?=(?:ואז|אבל|כי|כדי|ואני|ואתה|ואנחנו|והוא|והיא|והם|והן|וכולם|ויש|שהוא|שהיא|שהם|שהן|(?:עד|אחרי|לפני) ש[א-ת]+|ו(?:${DOES}))(?![א-ת]))|, (?=(?:אני|אנחנו|הוא|היא|הם|הן|כולם)(?![א-ת]))`,
    'gu',
  ),
}

/** A name that speaks ("אמרה נועה") tells its gender too; else a name that we know. */
function heroFromText(text: string): Pick<Person, 'name' | 'pronoun'> | null {
  const met = new Map<string, { pronoun: Person['pronoun']; times: number }>()
  const meet = (name: string, pronoun: Person['pronoun']) => {
    const times = (met.get(name)?.times ?? 0) + 1
    met.set(name, { pronoun, times })
  }
  for (const [, his, hers, name] of text.matchAll(
    /(?<![א-ת])(?:(אמר|שאל|קרא|ענה|לחש)|(אמרה|שאלה|קראה|ענתה|לחשה)) ([א-ת]{2,})(?![א-ת])/gu,
  ))
    if (his !== undefined || hers !== undefined) meet(name!, hers === undefined ? 'he' : 'she')
  for (const pronoun of ['he', 'she'] as const)
    for (const name of NAMES[pronoun]) {
      const found = text.match(new RegExp(`(?<![א-ת])[ולבשמ]?${name}(?![א-ת])`, 'gu'))
      for (const _ of found ?? []) meet(name, met.get(name)?.pronoun ?? pronoun)
    }
  const [most] = [...met].toSorted(([, a], [, b]) => b.times - a.times)
  return most ? { name: most[0], pronoun: most[1].pronoun } : null
}

const STRETCH_LETTERS: Leveled<number> = { beginner: 5, intermediate: 6, advanced: 6 }

/** The longest words of the chapter, names left out, and words with "and", "that" or "when" grown onto them. */
function stretchWords(text: string, level: Level, names: readonly string[]): string[] {
  const known = new Set(names.flatMap((name) => name.split(' ')))
  const words = [...new Set(text.match(/[א-ת]+/gu))].filter(
    (word) =>
      word.length >= STRETCH_LETTERS[level] &&
      !/(.)\1\1/u.test(word) &&
      !/^(ו|כש|ש)/u.test(word) &&
      !known.has(word.replace(/^[לבמה]/u, '')),
  )
  return words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4)
}
