import type { Direction } from '../shared/direction.ts'

/** What the page of a whole story says around it, in the language of that story. */
export interface BookWords {
  print: string
  download: string
  allWays: string
  restsFirst: string
  goOnWithIt: string
  heldFirst: string
  writingFirst: string
  readAlong: string
  opening: string
  unread: (reason: string) => string
  onceMore: string
  openChapter: string
  chooseOtherwise: string
  goOn: string
  whole: (chapters: number) => string
  part: (chapters: number, total: number) => string
  chapter: (number: number) => string
  writing: (number: number) => string
  held: (number: number) => string
  shelf: string
}

export const BOOK_WORDS: { readonly [direction in Direction]: BookWords } = {
  ltr: {
    print: 'Print',
    download: 'Download EPUB',
    allWays: 'All ways of this story',
    restsFirst: 'The first chapter rests in the middle.',
    goOnWithIt: 'Go on with it',
    heldFirst: 'A grown-up will open the first chapter.',
    writingFirst: 'The first chapter is being written.',
    readAlong: 'Read along',
    opening: 'Opening…',
    unread: (reason) => `This chapter could not be read: ${reason}`,
    onceMore: 'Once more',
    openChapter: 'Open this chapter',
    chooseOtherwise: 'Go back here and choose otherwise',
    goOn: 'Go on from here',
    whole: (chapters) => (chapters === 1 ? 'A story of one chapter' : `A story of ${chapters} chapters`),
    part: (chapters, total) => `${chapters} of ${total} chapters`,
    chapter: (number) => `Chapter ${number}`,
    writing: (number) => `Chapter ${number}, being written`,
    held: (number) => `Chapter ${number}: a grown-up will open it`,
    shelf: 'To the shelf',
  },
  rtl: {
    print: 'הדפסה',
    download: 'הורדה כספר דיגיטלי',
    allWays: 'כל הדרכים של הסיפור',
    restsFirst: 'הפרק הראשון נח באמצע.',
    goOnWithIt: 'להמשיך אותו',
    heldFirst: 'מבוגר יפתח את הפרק הראשון.',
    writingFirst: 'הפרק הראשון נכתב עכשיו.',
    readAlong: 'לקרוא בזמן הכתיבה',
    opening: 'הפרק נפתח…',
    unread: () => 'לא היה אפשר לקרוא את הפרק הזה.',
    onceMore: 'ניסיון נוסף',
    openChapter: 'לפתוח את הפרק הזה',
    chooseOtherwise: 'לחזור לכאן ולבחור אחרת',
    goOn: 'להמשיך מכאן',
    whole: (chapters) => (chapters === 1 ? 'סיפור של פרק אחד' : `סיפור של ${chapters} פרקים`),
    part: (chapters, total) => `${chapters} מתוך ${total} פרקים`,
    chapter: (number) => `פרק ${number}`,
    writing: (number) => `פרק ${number}, נכתב עכשיו`,
    held: (number) => `פרק ${number}: מבוגר יפתח אותו`,
    shelf: 'אל המדף',
  },
}
