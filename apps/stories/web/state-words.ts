import type { Direction } from '../shared/direction.ts'
import type { Listening } from './read-aloud.ts'

/** How a chapter, the line to it and its voice stand, in the language of the story. */
export interface StateWords {
  rests: string
  restsGoesOn: string
  nothingWritten: string
  stopped: string
  stoppedEmpty: string
  written: string
  offline: string
  offlineGoesOn: string
  reconnecting: string
  stopping: string
  stoppingSaid: string
  opening: string
  veryLong: (seconds: number) => string
  long: (seconds: number) => string
  queued: string
  writing: string
  thinking: string
  choices: (count: number) => string
  end: string
  started: string
  looking: string
  speaking: string
  marks: { readonly [M in Listening['marks']]: string }
  paused: string
  waiting: string
  noDevice: string
  noVoice: string
  broken: string
}

export const STATE_WORDS: { readonly [direction in Direction]: StateWords } = {
  ltr: {
    rests: 'The story rests here. Its words are kept.',
    restsGoesOn: 'The story rests here. Its words are kept, and it goes on from them.',
    nothingWritten: 'That one did not work. Nothing was written yet. A new try begins again.',
    stopped: 'Stopped. What was written stays here.',
    stoppedEmpty: 'Stopped before the first word.',
    written: 'The chapter is written and saved.',
    offline: 'You are offline. Your place is kept.',
    offlineGoesOn: 'You are offline. Your place is kept, and the story goes on by itself.',
    reconnecting: 'Reconnecting. Your place is kept.',
    stopping: 'Stopping…',
    stoppingSaid: 'Stopping.',
    opening: 'Opening the story…',
    veryLong: (seconds) =>
      `This takes longer than expected (${seconds} s elapsed). You can wait, stop, or leave and come back: nothing is lost.`,
    long: (seconds) => `Still writing… (${seconds} s elapsed)`,
    queued: 'Your story is next in line.',
    writing: 'Being written…',
    thinking: 'Thinking of a beginning…',
    choices: (count) => `The chapter ends with a question. There are ${count} choices.`,
    end: 'The story has come to its end.',
    started: 'The story has started.',
    looking: 'Looking for a voice…',
    speaking: 'Reading aloud.',
    marks: {
      unknown: '',
      words: 'Each word is marked as it is read.',
      sentences: 'This voice does not tell its words, so each sentence is marked.',
    },
    paused: 'The voice is paused.',
    waiting: 'The voice waits for the next sentence.',
    noDevice: 'This browser cannot read aloud. The story can be read here all the same.',
    noVoice: 'This device has no English voice. A grown-up can add one in its settings, under speech.',
    broken: 'The voice broke off. Press Listen to try once more.',
  },
  rtl: {
    rests: 'הסיפור נח כאן. המילים שלו שמורות.',
    restsGoesOn: 'הסיפור נח כאן. המילים שלו שמורות, והוא ימשיך מהן.',
    nothingWritten: 'זה לא הצליח. עוד לא נכתב כלום. ניסיון נוסף יתחיל מהתחלה.',
    stopped: 'הכתיבה נעצרה. מה שנכתב נשאר כאן.',
    stoppedEmpty: 'הכתיבה נעצרה לפני המילה הראשונה.',
    written: 'הפרק כתוב ושמור.',
    offline: 'אין חיבור לרשת. המקום שלכם שמור.',
    offlineGoesOn: 'אין חיבור לרשת. המקום שלכם שמור, והסיפור ימשיך מעצמו.',
    reconnecting: 'מתחברים מחדש. המקום שלכם שמור.',
    stopping: 'עוצרים…',
    stoppingSaid: 'עוצרים.',
    opening: 'הסיפור נפתח…',
    veryLong: (seconds) =>
      `זה לוקח יותר זמן מהרגיל (כבר ${seconds} שניות). אפשר לחכות, לעצור, או לצאת ולחזור: דבר לא הולך לאיבוד.`,
    long: (seconds) => `הסיפור עדיין נכתב… (כבר ${seconds} שניות)`,
    queued: 'הסיפור שלכם הבא בתור.',
    writing: 'הסיפור נכתב…',
    thinking: 'חושבים על התחלה…',
    choices: (count) => `הפרק נגמר בשאלה. מספר האפשרויות: ${count}.`,
    end: 'הסיפור הגיע לסופו.',
    started: 'הסיפור התחיל.',
    looking: 'מחפשים קול…',
    speaking: 'הסיפור מוקרא.',
    marks: {
      unknown: '',
      words: 'כל מילה מסומנת בזמן שהיא נקראת.',
      sentences: 'הקול הזה לא מראה איפה כל מילה, ולכן כל משפט מסומן.',
    },
    paused: 'ההקראה בהפסקה.',
    waiting: 'ההקראה מחכה למשפט הבא.',
    noDevice: 'הדפדפן הזה לא יודע להקריא. את הסיפור אפשר לקרוא כאן בכל זאת.',
    noVoice: 'במכשיר הזה אין קול בעברית. אפשר לבקש ממבוגר להוסיף קול כזה בהגדרות המכשיר.',
    broken: 'ההקראה נקטעה. אפשר לנסות שוב בכפתור ההקראה.',
  },
}
