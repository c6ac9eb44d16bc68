import type { Direction } from '../shared/direction.ts'
import type { PACES } from './reading-settings.ts'
import type { Stage, StageStep } from './stages.ts'

/** What stands on the bar below a story, in the language of that story. */
export interface BarWords {
  region: string
  showAll: string
  settings: string
  stop: string
  /** Behind it, for who does not see what stops. */
  stopMore: string
  tryAgain: string
  writeOn: string
  goOn: string
  pause: string
  before: string
  next: string
  listen: string
  silence: string
  pace: string
  paces: { readonly [P in keyof typeof PACES]: string }
  atOnce: string
  wordsAMinute: (words: number) => string
  howFar: string
  stages: { readonly [S in StageStep]: { readonly label: string; readonly doing: string } }
  states: { readonly [S in Stage['state']]: string }
  ready: string
  finished: string
  notBegun: string
  stage: (number: number, of: number) => string
  percent: (percent: number) => string
}

export const BAR_WORDS: { readonly [direction in Direction]: BarWords } = {
  ltr: {
    region: 'Reading',
    showAll: 'Show all',
    settings: 'Settings',
    stop: 'Stop',
    stopMore: ' writing',
    tryAgain: 'Try again',
    writeOn: 'Write on',
    goOn: 'Go on',
    pause: 'Pause',
    before: 'Sentence before',
    next: 'Next sentence',
    listen: 'Listen',
    silence: 'Stop listening',
    pace: 'Reading pace',
    paces: { Slow: 'Slow', Normal: 'Normal', Fast: 'Fast' },
    atOnce: 'All at once',
    wordsAMinute: (words) => `${words} words a minute`,
    howFar: 'How far the chapter is',
    stages: {
      generate_content: { label: 'Writing', doing: 'Writing the story' },
      safety_check: { label: 'Checking', doing: 'Checking every sentence' },
      enhance_content: { label: 'Mending', doing: 'Mending a sentence' },
      calculate_metrics: { label: 'Finishing', doing: 'Finishing the chapter' },
    },
    states: {
      ahead: 'to come',
      now: 'now',
      done: 'done',
      'not-needed': 'not needed',
      unfinished: 'not finished',
    },
    ready: 'Getting ready',
    finished: 'Finished',
    notBegun: 'not begun',
    stage: (number, of) => `stage ${number} of ${of}`,
    percent: (percent) => `${percent} percent`,
  },
  rtl: {
    region: 'קריאה',
    showAll: 'להציג הכול',
    settings: 'הגדרות',
    stop: 'עצירה',
    stopMore: ' של הכתיבה',
    tryAgain: 'ניסיון נוסף',
    writeOn: 'המשך הכתיבה',
    goOn: 'המשך',
    pause: 'הפסקה',
    before: 'המשפט הקודם',
    next: 'המשפט הבא',
    listen: 'הקראה',
    silence: 'עצירת ההקראה',
    pace: 'קצב הקריאה',
    paces: { Slow: 'לאט', Normal: 'רגיל', Fast: 'מהר' },
    atOnce: 'הכול יחד',
    wordsAMinute: (words) => `${words} מילים בדקה`,
    howFar: 'התקדמות הפרק',
    stages: {
      generate_content: { label: 'כתיבה', doing: 'הסיפור נכתב' },
      safety_check: { label: 'בדיקה', doing: 'כל משפט נבדק' },
      enhance_content: { label: 'תיקון', doing: 'משפט מתוקן' },
      calculate_metrics: { label: 'סיום', doing: 'הפרק כמעט מוכן' },
    },
    states: {
      ahead: 'עוד לא',
      now: 'עכשיו',
      done: 'נגמר',
      'not-needed': 'אין צורך',
      unfinished: 'לא הסתיים',
    },
    ready: 'תכף מתחילים',
    finished: 'הפרק מוכן',
    notBegun: 'עוד לא התחיל',
    stage: (number, of) => `שלב ${number} מתוך ${of}`,
    percent: (percent) => `${percent} אחוזים`,
  },
}
