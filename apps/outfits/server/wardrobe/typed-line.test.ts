import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pieceFromReading, readTypedLine } from './typed-line.ts'

describe('a typed line', () => {
  test('says kind, colour, fabric, brand and price', () => {
    const reading = readTypedLine('navy wool coat, Arket, 120')
    expect(reading).toEqual({
      piece: {
        name: 'navy wool coat',
        subCategory: 'coat',
        category: 'outerwear',
        colors: [{ hex: '#1d2a4a', name: 'navy' }],
        fabric: 'wool',
        brand: 'Arket',
        price: 120,
      },
      notUnderstood: [],
      missing: [],
    })
    expect(pieceFromReading(reading)).toMatchObject({ name: 'navy wool coat', pattern: 'solid', tags: [] })
  })

  test.each([
    [
      'Light blue striped long-sleeve shirt',
      { subCategory: 'buttonup', pattern: 'stripes', sleeveLength: 'long_sleeve' },
    ],
    ['white T-shirt', { subCategory: 'tshirt' }],
    ['black ankle boots, € 1.299,50', { subCategory: 'boots', price: 1299.5 }],
    ['off-white shirt dress', { subCategory: 'dress', category: 'dresses' }],
    ['high-waisted jeans', { subCategory: 'jeans', waistLevel: 'high_waisted' }],
    ['#1d2a4a tote, winter', { subCategory: 'tote', seasons: ['winter'] }],
    ['red scarf, 1 200 EUR, Acne Studios', { price: 1200, brand: 'Acne Studios' }],
  ])('reads %s', (line, piece) => {
    const reading = readTypedLine(line)
    expect(reading.missing).toEqual([])
    expect(reading.piece).toMatchObject(piece)
  })

  test('takes jeans without a colour for denim', () => {
    expect(readTypedLine('jeans').piece.colors).toEqual([{ hex: '#4a6688', name: 'denim' }])
  })

  test('shows back what it did not understand, and keeps it', () => {
    const reading = readTypedLine('green zorbly coat, Arket, from aunt Ada')
    expect(reading.notUnderstood).toEqual(['zorbly', 'aunt', 'Ada'])
    expect(reading.piece).toMatchObject({ name: 'green zorbly coat', stylingNotes: 'from aunt Ada' })
  })

  test('says what is missing instead of guessing', () => {
    expect(readTypedLine('lovely thing').missing).toEqual(['subCategory', 'colors'])
    expect(readTypedLine('coat').missing).toEqual(['colors'])
    expect(readTypedLine('')).toEqual({ piece: {}, notUnderstood: [], missing: ['subCategory', 'colors'] })
  })

  test('whatever is typed, a reading that misses nothing is a piece', () => {
    const words = fc.constantFrom(
      'navy',
      'coat',
      'wool',
      'Arket',
      '120',
      ',',
      'x'.repeat(90),
      '-',
      '#12',
      'jeans',
      '€',
      '  ',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (list) => {
        const reading = readTypedLine(list.join(' '))
        if (reading.missing.length > 0) return
        expect(pieceFromReading(reading).name.length).toBeGreaterThan(0)
      }),
    )
  })
})
