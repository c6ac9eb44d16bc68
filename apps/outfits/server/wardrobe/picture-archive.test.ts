import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, signUpPerson } from './person.fixture.ts'
import { pictureOf, pngThatClaims } from './pictures.fixture.ts'
import { openWardrobeServer, type WardrobeServer } from './wardrobe-server.fixture.ts'
import { type ZipEntry, zipFrom } from './zip-file.fixture.ts'

let wardrobe: WardrobeServer
let person: Person
let accounts = 0
beforeAll(async () => void (wardrobe = await openWardrobeServer()))
afterAll(() => wardrobe[Symbol.asyncDispose]())
beforeEach(async () => void (person = await signUpPerson(wardrobe, `person${++accounts}`)))

describe('an archive', () => {
  const jpeg = async (name: string, change: Partial<ZipEntry> = {}): Promise<ZipEntry> => ({
    name,
    data: await pictureOf('#1d2a4a'),
    ...change,
  })
  const sendZip = (entries: readonly ZipEntry[], headers = {}) =>
    person.send('POST', '/api/wardrobe/imports/archive', zipFrom(entries), 'application/zip', headers)

  test('of pictures becomes an import; folders, hidden files and shadows are left out, others are named', async () => {
    const sent = await sendZip([
      { name: 'clothes/', data: Buffer.alloc(0) },
      await jpeg('clothes/navy coat.jpg'),
      await jpeg('clothes/IMG_1.jpg'),
      await jpeg('__MACOSX/clothes/._navy coat.jpg'),
      await jpeg('clothes/.hidden.jpg'),
      { name: 'clothes/read me.txt', data: Buffer.from('hello'), deflate: true },
    ])
    expect([sent.status, sent.json.skipped]).toEqual([201, ['clothes/read me.txt']])
    const { counts, pictures } = await person.settled(sent.json.id)
    expect(counts).toMatchObject({ total: 2, ready: 1, needsYou: 1, missing: 0 })
    expect(pictures.map((picture: any) => picture.fileName)).toEqual(['IMG_1.jpg', 'navy coat.jpg'])
  })

  test('sent again with its key is the same import', async () => {
    const entries = [await jpeg('coat.jpg')]
    const first = await sendZip(entries, { 'idempotency-key': 'zip' })
    const again = await sendZip(entries, { 'idempotency-key': 'zip' })
    expect([first.status, again.status, again.json.id]).toEqual([201, 200, first.json.id])
    await person.settled(first.json.id)
    expect((await person.get('/api/wardrobe/items')).count).toBe(1)
  })

  const bomb = Buffer.alloc(5_000_000)
  const bad: [string, () => Promise<ZipEntry[]>, RegExp][] = [
    ['a path that climbs', async () => [await jpeg('../../etc/coat.jpg')], /leads outside/],
    ['an absolute path', async () => [await jpeg('/etc/coat.jpg')], /leads outside/],
    ['a drive letter', async () => [await jpeg('C:coat.jpg')], /leads outside/],
    ['backslashes', async () => [await jpeg('..\\coat.jpg')], /leads outside/],
    ['a bomb', async () => [{ name: 'coat.jpg', data: bomb, deflate: true }], /far more than it is/],
    [
      'a bomb that is no picture',
      async () => [await jpeg('a.jpg'), { name: 'b.txt', data: bomb, deflate: true }],
      /far more/,
    ],
    [
      'an entry longer than it claims',
      async () => [{ name: 'a.jpg', data: bomb, deflate: true, claimedBytes: 1000 }],
      /damaged/,
    ],
    ['a link', async () => [await jpeg('coat.jpg', { mode: 0o120777 })], /link/],
    ['a password', async () => [await jpeg('coat.jpg', { encrypted: true })], /password/],
    ['no picture', async () => [{ name: 'a.txt', data: Buffer.from('a') }], /no picture/],
    ['nothing', async () => [], /no picture/],
    [
      '301 pictures',
      async () => Array.from({ length: 301 }, (_, i) => ({ name: `${i}.jpg`, data: Buffer.from('x') })),
      /301/,
    ],
    [
      '2001 entries',
      async () => Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, data: Buffer.alloc(0) })),
      /2000/,
    ],
  ]
  test.each(bad)(
    'with %s is refused with one clear sentence, and nothing is stored',
    async (_what, entries, words) => {
      const before = await person.everything()
      const answer = await sendZip([await jpeg('good.jpg'), ...(await entries())])
      const lone = await sendZip(await entries())
      expect(lone).toMatchObject({ status: 422, json: { code: 'INVALID' } })
      expect(lone.json.title).toMatch(words)
      // With a good picture beside it, the good one is not kept either; "no picture" is no fault then.
      if (!/no picture/.test(words.source)) {
        expect(answer.status).toBe(422)
        expect(await person.everything()).toEqual(before)
      }
    },
  )

  test('with a false picture type or too many pixels in it is refused whole', async () => {
    const before = await person.everything()
    const good = await jpeg('a.jpg')
    const falseType = await sendZip([good, await jpeg('b.png')])
    expect([falseType.status, falseType.json.title]).toEqual([415, expect.stringContaining('"b.png"')])
    const huge = await sendZip([good, { name: 'b.png', data: await pngThatClaims(12_000, 10_000) }])
    expect([huge.status, huge.json.title]).toEqual([413, expect.stringContaining('120 megapixels')])
    const cut = zipFrom([good, good]).subarray(0, 3000)
    expect((await person.send('POST', '/api/wardrobe/imports/archive', cut, 'application/zip')).status).toBe(
      422,
    )
    const notZip = await person.send('POST', '/api/wardrobe/imports/archive', good.data, 'application/zip')
    expect([notZip.status, notZip.json.title]).toEqual([422, expect.stringContaining('no ZIP')])
    expect(await person.everything()).toEqual(before)
  })
})
