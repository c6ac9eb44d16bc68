import { langOf, type Direction } from '../shared/direction.ts'

/** Reviewed words, in both languages: a story that cannot go on tonight is put to bed, and the child with it. */
const WORDS: { readonly [direction in Direction]: string } = {
  ltr: 'And here the story rests for tonight. It keeps its place, and it knows the way back to you.',
  rtl: 'וכאן הסיפור נח לו הלילה. הוא שומר על המקום שלו, ויודע את הדרך חזרה אליכם.',
}

/** The end of the evening where the author failed in the middle: the page's own words, and no part of the story. */
export function Resting({ direction }: { direction: Direction }) {
  return (
    <div className="the-end resting" dir={direction} lang={langOf(direction)}>
      <p aria-hidden="true">☾</p>
      <p>{WORDS[direction]}</p>
    </div>
  )
}
