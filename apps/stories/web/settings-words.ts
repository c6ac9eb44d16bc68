import type { Direction } from '../shared/direction.ts'

/** What the settings of reading say, in the language of the story beside them. */
export interface SettingsWords {
  title: string
  done: string
  comes: string
  atPace: string
  wordsAMinute: string
  bySentence: string
  voiceSpeed: string
  text: string
  size: string
  letterSpacing: string
  wordSpacing: string
  lineHeight: string
  lineLength: string
  font: string
  book: string
  plain: string
  asUsual: string
  percent: (percent: number) => string
  ofSize: (percent: number) => string
  aboutLetters: (letters: number) => string
  quiet: string
  calm: string
  announces: string
  appearance: AppearanceWords
  allAsUsual: string
  kept: string
  grownUp: string
}

/** Of the site's own switch of light and dark, which stands among the settings. */
export interface AppearanceWords {
  legend: string
  system: string
  light: string
  dark: string
}

export const SETTINGS_WORDS: { readonly [direction in Direction]: SettingsWords } = {
  ltr: {
    title: 'How you like to read',
    done: 'Done',
    comes: 'How the words come',
    atPace: 'At a reading pace',
    wordsAMinute: 'Words a minute',
    bySentence: 'One sentence at a time',
    voiceSpeed: 'Speed of the voice',
    text: 'The text',
    size: 'Size',
    letterSpacing: 'Space between letters',
    wordSpacing: 'Space between words',
    lineHeight: 'Space between lines',
    lineLength: 'Length of a line',
    font: 'Letters',
    book: 'As in a book',
    plain: 'Plain',
    asUsual: 'as usual',
    percent: (percent) => `${percent} %`,
    ofSize: (percent) => `${percent} % of the size`,
    aboutLetters: (letters) => `about ${letters} letters`,
    quiet: 'Quiet and screen readers',
    calm: 'Calm page: nothing moves, few colours',
    announces: 'Give my screen reader each sentence as it comes',
    appearance: { legend: 'Light and dark', system: 'as the device', light: 'light', dark: 'dark' },
    allAsUsual: 'Everything as usual',
    kept: 'Kept on this device, for this child.',
    grownUp: 'For the grown-up',
  },
  rtl: {
    title: 'הגדרות קריאה',
    done: 'סיום',
    comes: 'איך המילים מופיעות',
    atPace: 'בקצב של קריאה',
    wordsAMinute: 'מילים בדקה',
    bySentence: 'משפט אחד בכל פעם',
    voiceSpeed: 'מהירות ההקראה',
    text: 'הטקסט',
    size: 'גודל',
    letterSpacing: 'רווח בין אותיות',
    wordSpacing: 'רווח בין מילים',
    lineHeight: 'רווח בין שורות',
    lineLength: 'אורך השורה',
    font: 'צורת האותיות',
    book: 'כמו בספר',
    plain: 'פשוטה',
    asUsual: 'כרגיל',
    percent: (percent) => `${percent}%`,
    ofSize: (percent) => `${percent}% מהגודל`,
    aboutLetters: (letters) => `בערך ${letters} אותיות`,
    quiet: 'שקט וקורא מסך',
    calm: 'דף רגוע: דבר לא זז, מעט צבעים',
    announces: 'כל משפט חדש נשלח לקורא המסך',
    appearance: { legend: 'בהיר וכהה', system: 'כמו במכשיר', light: 'בהיר', dark: 'כהה' },
    allAsUsual: 'הכול כרגיל',
    kept: 'ההגדרות נשמרות במכשיר הזה, רק בשבילכם.',
    grownUp: 'למבוגרים',
  },
}
