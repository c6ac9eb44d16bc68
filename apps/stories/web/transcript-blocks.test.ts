import { expect, test } from 'vitest'
import type { PartState } from 'unfold/protocol'
import { blocksFromParts, countWords, takeWords } from './transcript-blocks.ts'

const growing = (part: string, text: string): PartState => ({
  part,
  kind: null,
  text,
  value: null,
  final: false,
})
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
  expect(blocksFromParts(parts).map((b) => [b.part, b.kind])).toEqual([
    ['paragraph-1', 'paragraph'],
    ['question', 'question'],
  ])
})

test('a word that may still grow is held back, a closed one is not', () => {
  const words = (text: string) => blocksFromParts([growing('paragraph-1', text)])[0]!.words
  expect(words('The door ope')).toEqual(['The ', 'door '])
  expect(words('The door opened.')).toEqual(['The ', 'door ', 'opened.'])
  expect(words('The door ')).toEqual(['The ', 'door '])
  expect(words('“Come in!”')).toEqual(['“Come ', 'in!”'])
})

test('the words of a part only grow while its text grows, and its value takes no word back', () => {
  const value = 'The door opened. Noa went in.'
  let before: string[] = []
  for (let n = 1; n <= value.length; n++) {
    const { words } = blocksFromParts([growing('paragraph-1', value.slice(0, n))])[0]!
    expect(words.slice(0, before.length).join('').trim()).toBe(before.join('').trim())
    before = words
  }
  expect(blocksFromParts([done('paragraph-1', value)])[0]!.words.join('')).toBe(value)
})

test('a reader is shown as many words as it has come, across the blocks', () => {
  const blocks = blocksFromParts([
    done('paragraph-1', 'a b c'),
    done('paragraph-2', 'd e'),
    done('question', 'f?'),
  ])
  expect(countWords(blocks)).toBe(6)
  const shown = (n: number) => takeWords(blocks, n).map((b) => b.words.join(''))
  expect(shown(0)).toEqual([])
  expect(shown(2)).toEqual(['a b '])
  expect(shown(4)).toEqual(['a b c', 'd '])
  expect(shown(99)).toEqual(['a b c', 'd e', 'f?'])
})
