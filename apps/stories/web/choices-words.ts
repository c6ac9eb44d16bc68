import { UnfoldError } from 'unfold/protocol'
import { directionOf, type Direction } from '../shared/direction.ts'

/** What the page says to a child who answers, in the language of its story. */
export interface ChoicesWords {
  opening: string
  tried: string
  said: string
  own: string
  go: string
  sending: string
  fewWords: string
  room: (letters: number) => string
  tooLong: (letters: number) => string
  nothing: string
  /** Own words that no story may have. */
  unfit: string
  /** Own words with signs that nobody can read. */
  unreadable: string
  failed: string
  unanswered: string
  elsewhere: string
  notOpen: string
}

export const CHOICES_WORDS: { readonly [direction in Direction]: ChoicesWords } = {
  ltr: {
    opening: 'Opening the next chapter…',
    tried: 'You chose this. Read on there.',
    said: 'You said',
    own: 'Or say it in your own words',
    go: 'Go',
    sending: 'One moment…',
    fewWords: 'A few words are enough.',
    room: (letters) => `Room for ${letters} more letters.`,
    tooLong: (letters) => `That is ${letters} letters too long. Make it a little shorter.`,
    nothing: 'Write what should happen, or choose one of the buttons.',
    unfit: 'These words cannot be used in a story.',
    unreadable: 'Some of these signs cannot be read. Write it in plain letters.',
    failed: 'That did not work. Try it once more.',
    unanswered: 'Your answer is still here: try it once more.',
    elsewhere: 'Another screen has just chosen here. Read on there, or choose once more and keep both.',
    notOpen: 'This story is not open here any more. Ask a grown-up to sign in again.',
  },
  rtl: {
    opening: 'הפרק הבא נפתח…',
    tried: 'כבר בחרתם בזה. אפשר להמשיך שם.',
    said: 'אמרתם',
    own: 'או במילים שלכם',
    go: 'קדימה',
    sending: 'רק רגע…',
    fewWords: 'כמה מילים מספיקות.',
    room: (letters) => `יש מקום לעוד ${letters} אותיות.`,
    tooLong: (letters) => `יש כאן ${letters} אותיות יותר מדי. אפשר לקצר קצת.`,
    nothing: 'כתבו מה יקרה, או בחרו באחד הכפתורים.',
    unfit: 'אי אפשר להשתמש במילים האלה בסיפור. נסו מילים אחרות.',
    unreadable: 'חלק מהסימנים לא נקראים. כתבו באותיות רגילות.',
    failed: 'זה לא הצליח. נסו עוד פעם.',
    unanswered: 'לא הגיעה תשובה. המילים שלכם עדיין כאן: נסו עוד פעם.',
    elsewhere: 'במסך אחר כבר בחרו כאן. אפשר להמשיך שם, או לבחור שוב ולשמור את שתי הדרכים.',
    notOpen: 'הסיפור כבר לא פתוח כאן. בקשו ממבוגר להיכנס שוב.',
  },
}

/**
 * Why an answer leads nowhere. To a child who reads Hebrew the server says why its words are refused in Hebrew, and all
 * else in English, which stays away from its page.
 */
export function wordsOfRefusal(error: unknown, direction: Direction): string {
  const words = CHOICES_WORDS[direction]
  if (!(error instanceof UnfoldError)) return words.failed
  const isEnglish = direction === 'ltr'
  switch (error.code) {
    case 'CONFLICT':
      return words.elsewhere
    case 'NOT_FOUND':
    case 'UNAUTHENTICATED':
      return words.notOpen
    case 'UNAVAILABLE':
      return isEnglish ? `${error.message} ${words.unanswered}` : words.unanswered
    case 'INVALID': {
      if (!isEnglish && directionOf(error.message, 'ltr') === 'rtl') return error.message
      const reason = error.fields?.[0]?.message
      if (reason === undefined) return isEnglish ? error.message : words.unfit
      // A whole sentence is the check's reason; anything else speaks of the form of the words.
      if (!/^\p{Lu}/u.test(reason)) return words.unreadable
      return isEnglish ? `${words.unfit} ${reason}` : words.unfit
    }
    default:
      return isEnglish || directionOf(error.message, 'ltr') === 'rtl' ? error.message : words.failed
  }
}
