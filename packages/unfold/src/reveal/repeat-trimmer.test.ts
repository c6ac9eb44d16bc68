import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRepeatTrimmer } from './index.ts'

function trim(committed: readonly string[], answer: readonly string[]): string[] {
  const trimmer = createRepeatTrimmer(committed)
  return [...answer.flatMap((sentence) => trimmer.push(sentence)), ...trimmer.flush()]
}

describe('repeat trimmer', () => {
  const committed = ['Mia ran. ', 'The lamp blinked. ', 'Who was there? ']

  it('drops an exact repeat of the committed text, from any sentence to its end', () => {
    expect(trim(committed, ['Who was there?\n', 'Nobody.'])).toStrictEqual(['Nobody.'])
    expect(trim(committed, [...committed, 'Nobody.'])).toStrictEqual(['Nobody.'])
  })

  it('takes the committed text by the paragraph as well', () => {
    const trimmer = createRepeatTrimmer(['Mr. Fox ran. The lamp blinked.', 'Who was there?'], {
      language: 'en',
    })
    expect(trimmer.push('The lamp blinked.')).toStrictEqual([])
    expect(trimmer.push('Who was there?')).toStrictEqual([])
    expect(trimmer.push('Nobody.')).toStrictEqual(['Nobody.'])
  })

  it('keeps a paraphrase whole, also one that begins with a committed sentence', () => {
    const paraphrase = ['The lamp blinked. ', 'Who could it be? ', 'Nobody.']
    expect(trim(committed, paraphrase)).toStrictEqual(paraphrase)
    expect(trim(committed, ['who was there? ', 'Nobody.'])).toStrictEqual(['who was there? ', 'Nobody.'])
  })

  it('keeps a repeat that comes later in the answer: it is a refrain', () => {
    const answer = ['Nobody. ', 'Who was there? ']
    expect(trim(committed, answer)).toStrictEqual(answer)
    expect(trim(['Knock. ', 'Knock. '], ['Knock. ', 'Knock. ', 'Knock. ', 'Yes?'])).toStrictEqual([
      'Knock. ',
      'Yes?',
    ])
  })

  it('leaves nothing of an answer that was cut within its repeat', () => {
    expect(trim(committed, ['Mia ran. ', 'The lamp blinked. '])).toStrictEqual([])
  })

  it('lets everything pass where nothing is committed', () => {
    expect(trim([], ['Mia ran. '])).toStrictEqual(['Mia ran. '])
  })

  it('drops the longest repeat that reaches the end, as a look at the whole answer would', () => {
    const sentences = fc.array(fc.constantFrom('a. ', 'b. ', 'c. '), { maxLength: 8 })
    fc.assert(
      fc.property(sentences, sentences, (before, after) => {
        const answer = [...after, 'new.']
        let longest = 0
        for (let n = 1; n <= Math.min(before.length, after.length); n++) {
          if (before.slice(-n).join('') === after.slice(0, n).join('')) longest = n
        }
        expect(trim(before, answer)).toStrictEqual(answer.slice(longest))
      }),
      { numRuns: 2000 },
    )
  })
})
