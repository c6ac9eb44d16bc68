import type { Direction } from '../shared/direction.ts'

/** What the page of a chapter says around its text, and in its place where it cannot be shown, in the language of the story. */
export interface PageWords {
  story: string
  untitled: string
  chapter: (number: number) => string
  chapterOf: (number: number, total: number) => string
  author: string
  question: string
  end: string
  whole: string
  another: string
  /** A command that failed without a reason that a child of this language could read. */
  failed: string
  signIn: string
  lookAgain: string
  denied: { title: string; text: string }
  held: { title: string; text: string }
  gone: { title: string; text: string; guest: string }
  closed: { title: string; text: string }
}

export const PAGE_WORDS: { readonly [direction in Direction]: PageWords } = {
  ltr: {
    story: 'The story',
    untitled: 'A story',
    chapter: (number) => `Chapter ${number}`,
    chapterOf: (number, total) => `chapter ${number} of ${total}`,
    author: 'Written by Unfold’s built-in storyteller',
    question: 'What happens next?',
    end: 'The end',
    whole: 'The whole story',
    another: 'Another story',
    failed: 'That did not work.',
    signIn: 'Sign in',
    lookAgain: 'Look again',
    denied: { title: 'Sign in to read on', text: 'Your place in the story is kept.' },
    held: {
      title: 'A grown-up will open the next page',
      text: 'Your chapter is on its way. When a grown-up has opened it, it is here.',
    },
    gone: {
      title: 'This story is not here',
      text: 'It may have been removed, or it belongs to another family.',
      guest: 'If it is yours, sign in: it is kept.',
    },
    closed: { title: 'This story cannot be opened', text: '' },
  },
  rtl: {
    story: 'הסיפור',
    untitled: 'סיפור',
    chapter: (number) => `פרק ${number}`,
    chapterOf: (number, total) => `פרק ${number} מתוך ${total}`,
    author: 'מאת המספר המובנה של Unfold',
    question: 'מה יקרה עכשיו?',
    end: 'סוף',
    whole: 'הסיפור כולו',
    another: 'סיפור אחר',
    failed: 'זה לא הצליח. אפשר לנסות שוב.',
    signIn: 'כניסה',
    lookAgain: 'לבדוק שוב',
    denied: { title: 'כדי להמשיך לקרוא צריך להיכנס שוב', text: 'המקום שלכם בסיפור שמור.' },
    held: {
      title: 'מבוגר יפתח את הדף הבא',
      text: 'הפרק שלכם בדרך. כשמבוגר יפתח אותו, הוא יופיע כאן.',
    },
    gone: {
      title: 'הסיפור הזה לא כאן',
      text: 'אולי הסירו אותו, ואולי הוא שייך למשפחה אחרת.',
      guest: 'אם הוא שלכם, אפשר להיכנס: הוא שמור.',
    },
    closed: { title: 'אי אפשר לפתוח את הסיפור הזה', text: 'אפשר לנסות שוב עוד מעט.' },
  },
}
