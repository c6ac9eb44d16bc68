import type { RunError } from 'unfold/protocol'
import type { Direction } from '../shared/direction.ts'
import type { ReadingLevel } from '../shared/index.ts'

/** What is said to the adult beside the child, in the language of the story. */
export interface GrownUpWords {
  happened: string
  talkAbout: string
  newWords: (words: string) => string
  /** Why a chapter broke off; null where there are no words for it. */
  causeOf: (error: RunError) => string | null
  unfinished: string
  nothing: string
  kept: string
  sameAgain: string
  changed: (sentences: number) => string
  levels: { readonly [L in ReadingLevel]: string }
  reviewedEnding: string
  reads: (level: string, longestSentence: number, longestWord: string, newWords: number) => string
  over: (sentences: number) => string
  lost: string
  streamingOff: string
}

/** The server speaks English: its code is told here instead. */
const HEBREW_CAUSES: { readonly [code: string]: string } = {
  MODEL_UNAVAILABLE: 'המודל לא עונה.',
  MODEL_REFUSED: 'המודל סירב לכתוב את הפרק.',
  EMPTY_CONTENT: 'המודל לא כתב דבר.',
  SAFETY_CHECK_FAILED: 'הבדיקה של המשפטים לא עונה, ובלעדיה דבר לא מוצג.',
  DEADLINE_EXCEEDED: 'הכתיבה לא הסתיימה בזמן.',
  ATTEMPTS_EXHAUSTED: 'כל הניסיונות לכתוב את הפרק נכשלו.',
}

export const GROWN_UP_WORDS: { readonly [direction in Direction]: GrownUpWords } = {
  ltr: {
    happened: 'For the grown-up: what happened',
    talkAbout: 'For the grown-up: what to talk about',
    newWords: (words) => `Words that may be new: ${words}.`,
    causeOf: (error) => error.message,
    unfinished: 'The chapter could not be finished.',
    nothing: 'Nothing was written.',
    kept: 'Every finished sentence is kept.',
    sameAgain: 'The same try would fail again.',
    changed: (sentences) =>
      sentences === 1
        ? 'One sentence was changed before it was shown.'
        : `${sentences} sentences were changed before they were shown.`,
    reviewedEnding: 'The end of this chapter is one of our reviewed endings.',
    levels: { beginner: 'beginner', intermediate: 'intermediate', advanced: 'advanced' },
    reads: (level, longestSentence, longestWord, newWords) =>
      `Reads as ${level}: the longest sentence has ${longestSentence} words, the longest word is ` +
      `“${longestWord}”, and ${newWords} of a hundred words may be new.`,
    over: (sentences) =>
      `${sentences} of its sentences ${sentences === 1 ? 'is' : 'are'} longer or harder than the limits.`,
    lost: 'The line to the server is lost; it is tried again and again.',
    streamingOff: 'Streaming is switched off on this server, so the words come in small steps.',
  },
  rtl: {
    happened: 'למבוגרים: מה קרה',
    talkAbout: 'למבוגרים: על מה אפשר לדבר',
    newWords: (words) => `מילים שאולי חדשות: ${words}.`,
    causeOf: ({ code }) => HEBREW_CAUSES[code] ?? null,
    unfinished: 'לא היה אפשר לסיים את הפרק.',
    nothing: 'לא נכתב דבר.',
    kept: 'כל משפט שהסתיים שמור.',
    sameAgain: 'ניסיון זהה ייכשל שוב.',
    changed: (sentences) =>
      sentences === 1 ? 'משפט אחד שונה לפני שהוצג.' : `${sentences} משפטים שונו לפני שהוצגו.`,
    reviewedEnding: 'הסוף של הפרק הזה הוא אחד הסופים שנכתבו ונבדקו אצלנו.',
    levels: { beginner: 'קוראים מתחילים', intermediate: 'קוראים מתקדמים', advanced: 'קוראים מנוסים' },
    reads: (level, longestSentence, longestWord, newWords) =>
      `מתאים לרמה של ${level}: מספר המילים במשפט הארוך ביותר הוא ${longestSentence}, המילה הארוכה ביותר היא ` +
      `“${longestWord}”, ואולי ${newWords} מכל מאה מילים חדשות.`,
    over: (sentences) => `מספר המשפטים שארוכים או קשים מהמותר: ${sentences}.`,
    lost: 'החיבור לשרת אבד, והדף מנסה שוב ושוב לחדש אותו.',
    streamingOff: 'ההזרמה כבויה בשרת הזה, ולכן המילים מגיעות בצעדים קטנים.',
  },
}
