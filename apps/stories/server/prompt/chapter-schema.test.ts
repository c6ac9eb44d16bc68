import { expect, test } from 'vitest'
import { z } from 'zod'
import { CHAPTER_KEYS, chapterSchema, remainderSchema } from './index.ts'

const CHAPTER = {
  paragraphs: ['One.', 'Two.', 'Three.'],
  title: 'A title',
  question: 'Where does Zib go?',
  choices: [{ text: 'Up', description: 'To the stars' }],
  educational_elements: ['Comets are made of ice'],
  vocabulary_words: ['comet'],
  plot: { hero: { name: 'Zib' } },
}

test('the schema of a chapter has its keys in reading order', () => {
  const { properties } = z.toJSONSchema(chapterSchema(3)) as { properties: object }
  expect(Object.keys(properties)).toEqual([...CHAPTER_KEYS])
  expect(CHAPTER_KEYS[0]).toBe('paragraphs')
})

test('a chapter fits, and so does a last one without question and choices', () => {
  expect(chapterSchema(3).parse(CHAPTER)).toEqual(CHAPTER)
  expect(chapterSchema(3).safeParse({ ...CHAPTER, question: null, choices: [] }).success).toBe(true)
})

test.each([
  ['no paragraph', { paragraphs: [] }],
  ['far too many paragraphs', { paragraphs: Array(6).fill('More.') }],
  ['an endless paragraph', { paragraphs: ['x'.repeat(2401)] }],
  ['an empty title', { title: '' }],
  ['five choices', { choices: Array(5).fill(CHAPTER.choices[0]) }],
  ['a plot that is not an object', { plot: 'free' }],
  ['an endless plot', { plot: { a: 'x'.repeat(8000) } }],
])('a chapter with %s does not fit', (_, change) => {
  expect(chapterSchema(3).safeParse({ ...CHAPTER, ...change }).success).toBe(false)
})

test('the rest of a chapter has no key for what is committed', () => {
  const rest = remainderSchema(0, ['title', 'question'])
  const { properties } = z.toJSONSchema(rest) as { properties: object }
  expect(Object.keys(properties)).toEqual(['choices', 'educational_elements', 'vocabulary_words', 'plot'])
  expect(Object.keys((z.toJSONSchema(remainderSchema(2, [])) as { properties: object }).properties)).toEqual([
    ...CHAPTER_KEYS,
  ])
})
