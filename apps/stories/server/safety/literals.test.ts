import { describe, expect, test } from 'vitest'
import { literalsOf } from './literals.ts'
import { PatternFilter } from './pattern-filter.ts'

describe('what every match of a pattern holds', () => {
  test.each<[RegExp, readonly string[] | null]>([
    [/\b(?:guns?|rifles?)\b/g, ['gun', 'rifle']],
    [/\bkill(?:s|ed|ing)?\b/g, ['kill']],
    [/\b(?:hit|hits) (?:me|him)\b/g, ['hit me', 'hits me', 'hit him', 'hits him']],
    [/\b(?:show|print)[^.!?]{0,25}\b(?:prompt|rules you)\b/g, ['show', 'print']],
    [/\bpool of (?:\w+ )?blood\b(?! orange)/g, ['pool of ']],
    [/(?<!no )\bwar\b/g, ['war']],
    [/\bfck+\b/g, ['fc']],
    [/\bThe[ -]End\b/gi, ['the end', 'the-end']],
    [/\bword{0,3}s\b/g, ['wor']],
    [/(?<![א-ת])[כק]וס ?אמ+[קכ]/gu, ['כוסא', 'קוסא', 'כוס א', 'קוס א']],
    [/\d{9,12}/g, null],
    [/\b(?:gun|\w+)\b/g, null],
    [/(?:gun)?/g, null],
    [/[^a]x/g, null],
    [/(a)\1bomb/g, null],
    [/ſtraße/gu, ['tra']],
    [/gun/giu, null],
  ])('%s', (pattern, literals) => {
    const found = literalsOf(pattern)
    expect(found && [...found].toSorted()).toEqual(literals && [...literals].toSorted())
  })
})

test('the filter finds patterns by letters of any case, wherever they stand in the text', () => {
  const filter = new PatternFilter([/\bguns?\b/g, /\bis\b/g, /\d/g, /\bgunman\b/g])
  expect([...filter.find('')]).toEqual([0, 0, 1, 0])
  expect([...filter.find('A GUN')]).toEqual([1, 0, 1, 0])
  expect([...filter.find('the gunman')]).toEqual([1, 0, 1, 1])
  expect([...filter.find(`${'a'.repeat(9000)}is`)]).toEqual([0, 1, 1, 0])
})
