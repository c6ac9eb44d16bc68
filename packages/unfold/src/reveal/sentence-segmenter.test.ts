import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSentenceSegmenter } from './index.ts'

function segment(chunks: readonly string[], language = 'en', maxLength?: number): string[] {
  const segmenter = createSentenceSegmenter({ language, ...(maxLength === undefined ? {} : { maxLength }) })
  return [...chunks.flatMap((chunk) => segmenter.push(chunk)), ...segmenter.flush()]
}

/** `|` marks the boundaries. */
function marked(text: string, language?: string): string {
  return segment([text.replaceAll('|', '')], language).join('|')
}

const ENGLISH = [
  'Mia ran. |The lamp blinked! |Who was there? |Nobody.',
  'Mr. Brown met Dr. Green. |Mrs. White and St. Nicholas came at 5 p.m. |Then they ate.',
  'J. R. Mole lived in the U.S. Army hut. |So did I. |Then we left.',
  '"Run!" said Tom. |"Why?" asked Mia. |"Because!"',
  '"Run!" |Tom turned around. |“Wait.” |She stopped.',
  'Wait... what? |Wait... |Who is it? |Well… maybe. |Well… |Maybe not.',
  'It cost 3.14 coins at example.com, e.g. Two coins more. |Really?! |Yes!! |No.',
  'Really (truly!) it is so. |(He ran.) |Then he sat.',
  'First line\n|second line\n\n|Third.\n  |Fourth.',
  '1. Look around. |2. Listen. |3. Jump!',
  'Great! |🎉 Party. |She sang, "La la la." |They danced.',
  'One!|Two! |“Three.”',
]
const HEBREW = [
  'מיה רצה. |המנורה הבהבה! |מי שם? |אף אחד.',
  '"רוצי!" אמר תום. |"למה?" שאלה מיה. |"ככה!" |תום הסתובב.',
  '"רוצי!" |תום',
  '"רוצי!" אמר',
  '“רוּצִי!” אָמַר תּוֹם. |ד"ר כהן בא. |י. ל. פרץ כתב. |ת.ז. שלו אבדה.',
  'רגע… |מה זה? |טוב... |הלכנו.',
]

describe('sentence segmenter', () => {
  it.each(ENGLISH)('cuts English where a reader would: %s', (text) => {
    expect(marked(text)).toBe(text)
  })

  it.each(HEBREW)('cuts Hebrew where a reader would: %s', (text) => {
    expect(marked(text, 'he')).toBe(text)
  })

  it('knows the full stops of other scripts', () => {
    expect(marked('今日は。|元気です。|はい！|終', 'ja')).toBe('今日は。|元気です。|はい！|終')
    expect(marked('वह दौड़ी। |सब खुश थे।', 'hi')).toBe('वह दौड़ी। |सब खुश थे।')
    expect(marked('ركضت. |لماذا؟ |نعم.', 'ar')).toBe('ركضت. |لماذا؟ |نعم.')
  })

  it('gives a sentence only when what follows has proved its end', () => {
    const segmenter = createSentenceSegmenter({ language: 'en' })
    expect(segmenter.push('Mia ran.')).toStrictEqual([])
    expect(segmenter.push('"')).toStrictEqual([])
    expect(segmenter.push('  ')).toStrictEqual([])
    expect(segmenter.push('T')).toStrictEqual(['Mia ran."  '])
    expect(segmenter.push('he end. ')).toStrictEqual([])
    expect(segmenter.flush()).toStrictEqual(['The end. '])
    expect(segmenter.flush()).toStrictEqual([])
    expect(segmenter.push('Again. Yes')).toStrictEqual(['Again. '])
  })

  it('cuts the same segments for every way in which the text arrives, and loses nothing', () => {
    const scraps = fc.oneof(
      fc.constantFrom(...'. ! ? … " ” “ ( ) , - : \n \r\n 。 ׃ \u0301 \u200f \u00a0'.split(' ')),
      fc.constantFrom(' ', '  ', '.', '. ', '!" ', '."'),
      fc.constantFrom(
        'Mr',
        'said',
        'Tom',
        'x',
        'J',
        '5',
        '12',
        'e.g',
        'אמר',
        'תום',
        'רָץ',
        '🦊',
        '👩‍👩‍👧',
        '\ud83e',
        '\udd8a',
      ),
    )
    const text = fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('en', 'he'),
        fc.constantFrom(16, 17, 40, 400),
        fc.array(fc.nat(200), { maxLength: 12 }),
        (whole, language, maxLength, places) => {
          const expected = segment([whole], language, maxLength)
          expect(expected.join('')).toBe(whole)
          expect(expected.every((sentence) => sentence !== '' && sentence.length <= maxLength)).toBe(true)
          expect(segment(whole.split(''), language, maxLength)).toStrictEqual(expected)
          const at = [...new Set(places.map((place) => place % (whole.length + 1)))].toSorted((a, b) => a - b)
          const chunks = [...at, whole.length].map((end, i) => whole.slice(at[i - 1] ?? 0, end))
          expect(segment(chunks, language, maxLength)).toStrictEqual(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('cuts unpunctuated text at a space, never beyond the limit, and never within a cluster', () => {
    const words = segment(['one two three four five six seven eight nine ten'], 'en', 20)
    expect(words).toStrictEqual(['one two three four ', 'five six seven ', 'eight nine ten'])
    expect(segment(['aaaa bbbb cccc dddd x\nNext'], 'en', 20)).toStrictEqual([
      'aaaa bbbb cccc dddd ',
      'x\n',
      'Next',
    ])
    const unspaced = '"אאאאאאאאאא!"תומרמרמרמרמרמר'
    expect(segment([unspaced], 'he', 16)).toStrictEqual([unspaced.slice(0, 16), unspaced.slice(16)])
    const family = '👩‍👩‍👧'
    for (const piece of segment([family.repeat(20)], 'en', 20)) {
      expect(piece.length).toBeLessThanOrEqual(20)
      expect(piece.replaceAll(family, '')).toBe('')
    }
  })

  it('costs the same per character in long texts as in short ones, also in hostile ones', () => {
    for (const unit of ['Mia ran home. ', 'a.b', '!', ' ', 'word', '. ', '… ', 'é', '👩‍', '"A!" אמר ']) {
      const cost = (times: number) => {
        const segmenter = createSentenceSegmenter({ language: 'he' })
        for (let i = 0; i < times; i++) segmenter.push(unit)
        segmenter.flush()
        return segmenter.examined
      }
      expect(cost(16_000)).toBeLessThanOrEqual(cost(1000) * 16.5)
      expect(cost(16_000)).toBeLessThanOrEqual(16_000 * unit.length * 24)
    }
  })
})
