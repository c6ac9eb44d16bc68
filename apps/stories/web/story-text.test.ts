import { expect, test } from 'vitest'
import type { PartState } from 'unfold/protocol'
import { blocksFromParts, countWords, placeOfWord, placesOf, takeWords, type Block } from './story-text.ts'

const growing = (part: string, text: string): PartState => ({
  part,
  kind: null,
  text,
  value: null,
  final: false,
})
const wordsOf = (block: Block) => block.sentences.flatMap(({ words }) => words)
const done = (part: string, value: string): PartState => ({
  part,
  kind: part.replace(/-\d+$/, ''),
  text: value,
  value,
  final: true,
})

test('only what is read becomes a block', () => {
  const parts = [
    done('title', 'Up'),
    done('paragraph-1', 'One two.'),
    done('learning', 'x'),
    done('question', 'Why?'),
  ]
  expect(blocksFromParts(parts, []).map((b) => [b.part, b.kind])).toEqual([
    ['paragraph-1', 'paragraph'],
    ['question', 'question'],
  ])
})

test('a word that may still grow is held back, a closed one is not', () => {
  const words = (text: string) => wordsOf(blocksFromParts([growing('paragraph-1', text)], [])[0]!)
  expect(words('The door ope')).toEqual(['The ', 'door '])
  expect(words('The door opened.')).toEqual(['The ', 'door ', 'opened.'])
  expect(words('The door ')).toEqual(['The ', 'door '])
  expect(words('“Come in!”')).toEqual(['“Come ', 'in!”'])
})

test('the words of a part only grow while its text grows, and its value takes no word back', () => {
  const value = 'The door opened. Noa went in.'
  let before: Block[] = []
  for (let n = 1; n <= value.length; n++) {
    const blocks = blocksFromParts([growing('paragraph-1', value.slice(0, n))], before)
    const kept = before[0] ? wordsOf(before[0]) : []
    expect(wordsOf(blocks[0]!).slice(0, kept.length).join('').trim()).toBe(kept.join('').trim())
    before = blocks
  }
  const [whole] = blocksFromParts([done('paragraph-1', value)], before)
  expect(wordsOf(whole!).join('')).toBe(value)
  expect(whole!.sentences).toHaveLength(2)
})

test('a sentence keeps its end and its direction, whatever comes after it', () => {
  const first = blocksFromParts([growing('paragraph-1', 'Max ran to P.M.')], [])
  const later = blocksFromParts([growing('paragraph-1', 'Max ran to P.M. רחוק מאוד מכאן הוא רץ.')], first)
  expect(later[0]!.sentences.map(({ words, direction }) => [words.join(''), direction])).toEqual([
    ['Max ran to P.M. ', 'ltr'],
    ['רחוק מאוד מכאן הוא רץ.', 'rtl'],
  ])
  // What is as it was is the same object: nothing is drawn again.
  expect(blocksFromParts([growing('paragraph-1', 'Max ran to P.M.')], first)[0]!.sentences).toBe(
    first[0]!.sentences,
  )
})

test('a reader is shown as many words as it has come, across the blocks', () => {
  const blocks = blocksFromParts(
    [done('paragraph-1', 'a b c'), done('paragraph-2', 'd e'), done('question', 'f?')],
    [],
  )
  expect(countWords(blocks)).toBe(6)
  const shown = (n: number) =>
    takeWords(blocks, n).map((b) => b.sentences.map((s) => s.text.slice(0, s.length)).join(''))
  expect(shown(0)).toEqual([])
  expect(shown(2)).toEqual(['a b '])
  expect(shown(4)).toEqual(['a b c', 'd '])
  expect(shown(99)).toEqual(['a b c', 'd e', 'f?'])
})

test('every word lies in one place, and a reader’s place is the sentence it reads', () => {
  const places = placesOf(
    blocksFromParts([done('paragraph-1', 'One two. Three.'), done('question', 'Four?')], []),
  )
  expect(places.map(({ firstWord, endWord }) => [firstWord, endWord])).toEqual([
    [0, 2],
    [2, 3],
    [3, 4],
  ])
  expect([0, 1, 2, 3, 4].map((shown) => placeOfWord(places, shown))).toEqual([0, 0, 0, 1, 2])
})
