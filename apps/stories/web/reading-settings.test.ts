import { expect, test } from 'vitest'
import { settingsFromText, styleFromSettings, USUAL } from './reading-settings.ts'

test('what was kept comes back, and nothing that is not offered', () => {
  const chosen = { pace: null, textSize: 1.4, font: 'plain', bySentence: true }
  expect(settingsFromText(JSON.stringify(chosen))).toEqual(chosen)
  const odd = { pace: 9000, textSize: '2', font: 'comic', isCalm: 'yes', colour: 'red', lineHeight: 2 }
  expect(settingsFromText(JSON.stringify(odd))).toEqual({ lineHeight: 2 })
})

test('what cannot be read is as if nothing was kept', () => {
  for (const text of [null, '', '{', 'null', '7', '"x"']) expect(settingsFromText(text)).toEqual({})
})

test('letters never move apart without their words', () => {
  const style = styleFromSettings({ ...USUAL, letterSpacing: 0.1, wordSpacing: 0.2 })
  expect(style).toMatchObject({ '--letter-spacing': '0.1em', '--word-spacing': '0.35em' })
})
