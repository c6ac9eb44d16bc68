import { describe, expect, test } from 'vitest'
import { planPlaces, sortOut } from './photo-sendings.ts'

const file = (name: string, type = 'image/jpeg') => new File(['x'], name, { type })
const files = (...names: string[]) => names.map((name) => file(name))
const planned = (...args: Parameters<typeof planPlaces>) =>
  planPlaces(...args).map(({ position, file: { name } }) => [position, name])

describe('photos that are chosen again', () => {
  test('keep their places, and those that have arrived are not sent twice', () => {
    const arrived = [{ position: 2, fileName: 'b.jpg' }]
    expect(planned(3, arrived, files('c.jpg', 'a.jpg', 'b.jpg'))).toEqual([
      [1, 'a.jpg'],
      [3, 'c.jpg'],
    ])
  })

  test('take the free places when they are others or fewer', () => {
    const arrived = [{ position: 2, fileName: 'b.jpg' }]
    expect(planned(3, arrived, files('b.jpg', 'x.jpg'))).toEqual([[1, 'x.jpg']])
    expect(planned(3, arrived, files('x.jpg', 'y.jpg', 'z.jpg'))).toEqual([
      [1, 'x.jpg'],
      [3, 'y.jpg'],
    ])
    expect(planned(1, [{ position: 1, fileName: 'b.jpg' }], files('x.jpg'))).toEqual([])
  })
})

test('of a folder only pictures are taken, the rest is named, and what a system hides is nobody’s', () => {
  const { pictures, leftOut } = sortOut([
    file('.DS_Store', ''),
    file('coat.jpg'),
    file('scan.heic', 'image/heic'),
    file('list.txt', 'text/plain'),
  ])
  expect(pictures.map(({ name }) => name)).toEqual(['coat.jpg'])
  expect(leftOut).toEqual(['scan.heic', 'list.txt'])
})
