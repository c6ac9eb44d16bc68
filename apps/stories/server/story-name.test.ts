import { expect, it } from 'vitest'
import { nameFromFirstChapter } from './story-name.ts'

it.each([
  ['The Missing Brush', 'The Missing Brush'],
  ['Chapter 1: The Missing Brush', 'The Missing Brush'],
  ['Chapter One – To the Sea', 'To the Sea'],
  ['פרק 1: אל הים', 'אל הים'],
  ['Chapter 1', null],
  ['Chapter One.', null],
  ['The first chapter', null],
  ['פרק 1', null],
  ['פרק ראשון', null],
  ['…', null],
  ['Part of the Sea', 'Part of the Sea'],
  ['Chapter Onesies', 'Chapter Onesies'],
])('a story whose first chapter is called "%s" is called %s', (title, name) => {
  expect(nameFromFirstChapter(title)).toBe(name)
})
