import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { computeDominantColors } from './dominant-colors.ts'
import { pictureOf } from './pictures.fixture.ts'

async function namesIn(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture)
    .resize(64, 64, { fit: 'inside', kernel: 'nearest' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return computeDominantColors({ data, width: info.width, height: info.height }).map(({ name }) => name)
}

describe('the colours of a picture', () => {
  test.each([
    ['#1d2a4a', 'navy'],
    ['#c62f36', 'red'],
    ['#2f8a4a', 'green'],
    ['#17171a', 'black'],
    ['#b98d5a', 'camel'],
  ])('a garment of %s before a pale wall is %s alone', async (hex, name) => {
    expect(await namesIn(await pictureOf(hex))).toEqual([name])
  })

  test('a picture that is one colour from rim to rim has that colour', async () => {
    expect(await namesIn(await pictureOf('#f8f8f6', { wall: '#f8f8f6' }))).toEqual(['white'])
  })

  test('what is transparent does not count', async () => {
    const cutOut = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    })
      .composite([
        { input: await pictureOf('#1d2a4a', { width: 40, height: 40, wall: '#1d2a4a', type: 'png' }) },
      ])
      .png()
      .toBuffer()
    expect(await namesIn(cutOut)).toEqual(['navy'])
    expect(computeDominantColors({ data: new Uint8Array(16), width: 2, height: 2 })).toEqual([])
  })

  test('stripes give both colours, the wider first, however often it is asked', async () => {
    const pixels = Array.from({ length: 64 * 64 }, (_, i) =>
      i % 8 < 5 ? [29, 42, 74, 255] : [248, 248, 246, 255],
    )
    const striped = { data: Uint8Array.from(pixels.flat()), width: 64, height: 64 }
    const first = computeDominantColors(striped)
    expect(first.map(({ name }) => name)).toEqual(['navy', 'white'])
    expect(computeDominantColors(striped)).toEqual(first)
  })
})
