import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, bearer, signUp } from '../../../server/test/test-server.ts'
import { type Person, signUpPerson } from './person.fixture.ts'
import { pictureOf, pictureWithPlace, pngThatClaims } from './pictures.fixture.ts'
import { openWardrobeServer, type WardrobeServer } from './wardrobe-server.fixture.ts'

let wardrobe: WardrobeServer
let person: Person
let accounts = 0
beforeAll(async () => void (wardrobe = await openWardrobeServer()))
afterAll(() => wardrobe[Symbol.asyncDispose]())
beforeEach(async () => void (person = await signUpPerson(wardrobe, `person${++accounts}`)))

describe('a picture', () => {
  test('whose name says what it shows becomes a piece with its colour measured', async () => {
    const sent = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=wool-coat_2.jpg',
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    expect(sent.status).toBe(201)
    const { counts } = await person.settled(sent.json.id)
    expect(counts).toMatchObject({ total: 1, ready: 1, missing: 0 })
    const { items } = await person.get('/api/wardrobe/items')
    expect(items).toMatchObject([
      { name: 'wool coat', subCategory: 'coat', fabric: 'wool', source: 'photo', colors: [{ name: 'navy' }] },
    ])
    const thumbnail = await person.fetch(items[0].imagePath)
    expect(thumbnail.headers.get('content-type')).toBe('image/webp')
    expect(thumbnail.headers.get('cache-control')).toContain('private')
  })

  test('whose name says nothing waits for its owner, and is a piece once they said what it is', async () => {
    const sent = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=IMG_2031.jpg',
      await pictureOf('#c62f36'),
      'image/jpeg',
    )
    const { counts, pictures } = await person.settled(sent.json.id)
    expect(counts).toMatchObject({ needsYou: 1, ready: 0 })
    expect(pictures[0]).toMatchObject({ state: 'needs_you', colors: [{ name: 'red' }] })
    const path = `/api/wardrobe/pictures/${pictures[0].id}/item`
    expect((await person.post(path, { name: 'Red thing', subCategory: 'hovercraft' })).status).toBe(422)
    expect(
      (await person.post(path, { name: 'Red thing', subCategory: 'scarf', category: 'shoes' })).status,
    ).toBe(422)
    const item = await person.post(path, { name: 'Red scarf', subCategory: 'scarf' })
    expect(item).toMatchObject({ status: 201, json: { category: 'accessories', colors: [{ name: 'red' }] } })
    expect((await person.post(path, { name: 'Red scarf', subCategory: 'scarf' })).status).toBe(409)
    expect((await person.get('/api/wardrobe/items')).items).toEqual([item.json])
    expect((await person.settled(sent.json.id)).counts).toMatchObject({ needsYou: 0, ready: 1 })
  })

  test('may be of a piece that one thinks of buying', async () => {
    const sent = await person.send('POST', '/api/wardrobe/pictures', await pictureOf('#c62f36'), 'image/jpeg')
    const [picture] = (await person.settled(sent.json.id)).pictures
    const naming = { name: 'Red boots', subCategory: 'boots', price: 90, considering: true }
    const item = await person.post(`/api/wardrobe/pictures/${picture.id}/item`, naming)
    expect(item).toMatchObject({ status: 201, json: { ownership: 'considering' } })
    expect((await person.get('/api/consider-buying/items')).considered).toMatchObject([
      { itemId: item.json.id, price: 90, decision: null },
    ])
  })

  test('is given to a piece, whose colours it measures unless a person has set them', async () => {
    const coat = {
      name: 'Coat',
      category: 'outerwear',
      subCategory: 'coat',
      colors: [{ hex: '#85878c', name: 'grey' }],
    }
    const [plain, corrected] = [
      (await person.post('/api/wardrobe/items', coat)).json,
      (await person.post('/api/wardrobe/items', coat)).json,
    ]
    const change = { colors: [{ hex: '#2f8a4a', name: 'green' }] }
    await ask(wardrobe.server, 'PATCH', `/api/wardrobe/items/${corrected.id}`, {
      headers: bearer(person.token),
      body: change,
    })
    const give = async (itemId: string, color: string) => {
      const sent = await person.send(
        'PUT',
        `/api/wardrobe/items/${itemId}/picture`,
        await pictureOf(color),
        'image/jpeg',
      )
      expect(sent.status).toBe(202)
      return (await person.settled(sent.json.id)).pictures[0]
    }
    const pictures = [await give(plain.id, '#c62f36'), await give(corrected.id, '#c62f36')]
    expect(pictures).toMatchObject([
      { state: 'ready', itemId: plain.id },
      { state: 'ready', itemId: corrected.id },
    ])
    expect(await person.get(`/api/wardrobe/items/${plain.id}`)).toMatchObject({
      colors: [{ name: 'red' }],
      imagePath: pictures[0].thumbnail,
    })
    expect((await person.get(`/api/wardrobe/items/${corrected.id}`)).colors).toMatchObject([
      { name: 'green' },
    ])
    expect((await person.get('/api/wardrobe/items')).count).toBe(2)
    const second = await give(plain.id, '#1d2a4a')
    const third = await give(plain.id, '#1d2a4a')
    expect((await person.fetch(pictures[0].thumbnail)).status).toBe(404)
    expect((await person.get(`/api/wardrobe/items/${plain.id}`)).imagePath).toBe(third.thumbnail)
    await person.remove(`/api/wardrobe/items/${plain.id}`)
    const left = (await readdir(wardrobe.filesFolder, { recursive: true })).join()
    for (const { id } of [pictures[0], second, third]) expect(left).not.toContain(id)
    const nobodys = await person.send(
      'PUT',
      '/api/wardrobe/items/nobodys/picture',
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    expect(nobodys.status).toBe(404)
  })

  test('leaves the server upright and without where it was taken, and is kept as it was sent', async () => {
    const picture = await pictureWithPlace()
    const gpsTag = Buffer.from([0x25, 0x88])
    expect((await sharp(picture).metadata()).exif!.includes(gpsTag)).toBe(true)
    const sent = await person.send('POST', '/api/wardrobe/pictures?name=x.jpg', picture, 'image/jpeg')
    const { pictures } = await person.settled(sent.json.id)
    const thumbnail = Buffer.from(await (await person.fetch(pictures[0].thumbnail)).arrayBuffer())
    const { width, height, exif, orientation } = await sharp(thumbnail).metadata()
    // Stored as 300 to 400, lying on its side.
    expect([width, height, exif, orientation]).toEqual([400, 300, undefined, undefined])
    const answer = await person.fetch(`/api/wardrobe/pictures/${pictures[0].id}/original`)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    const original = Buffer.from(await answer.arrayBuffer())
    const full = await sharp(original).metadata()
    expect([full.width, full.height, full.exif, full.xmp, full.orientation]).toEqual([
      400,
      300,
      undefined,
      undefined,
      undefined,
    ])
    for (const served of [thumbnail, original]) expect(served.includes(gpsTag)).toBe(false)
    const kept = await readdir(wardrobe.filesFolder, { recursive: true })
    const file = kept.find((name) => name.endsWith(`${pictures[0].id}.original`))!
    expect((await readFile(path.join(wardrobe.filesFolder, file))).equals(picture)).toBe(true)
  })

  test.each(['png', 'webp', 'avif'] as const)(
    'as %s leaves without where it was taken, too',
    async (type) => {
      const picture = await sharp(await pictureOf('#2f8a4a', { width: 30, height: 40 }))
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } })
        .toFormat(type)
        .toBuffer()
      expect((await sharp(picture).metadata()).exif).toBeDefined()
      const sent = await person.send('POST', '/api/wardrobe/pictures?name=x', picture, `image/${type}`)
      const { pictures } = await person.settled(sent.json.id)
      for (const form of ['thumbnail', 'original']) {
        const answer = await person.fetch(`/api/wardrobe/pictures/${pictures[0].id}/${form}`)
        const { exif, xmp, width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
        expect([answer.status, exif, xmp, width]).toEqual([200, undefined, undefined, 30])
      }
    },
  )

  test('is turned by quarters from its original, under another address each time', async () => {
    const sent = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=coat.jpg',
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    const { pictures } = await person.settled(sent.json.id)
    const piece = `/api/wardrobe/items/${pictures[0].itemId}`
    const turn = (quarters: number) => person.post(`${piece}/picture/turn`, { quarters })
    const sizeOf = async (at: string) => {
      const { width, height } = await sharp(
        Buffer.from(await (await person.fetch(at)).arrayBuffer()),
      ).metadata()
      return [width, height]
    }
    const before = (await person.get(piece)).imagePath
    expect(await sizeOf(before)).toEqual([300, 400])
    const turned = await turn(1)
    expect(turned.status).toBe(200)
    expect(turned.json.imagePath).not.toBe(before)
    expect(await sizeOf(turned.json.imagePath)).toEqual([400, 300])
    expect((await turn(3)).json.imagePath).toBe(before)
    expect(await sizeOf(before)).toEqual([300, 400])
    expect((await turn(4)).status).toBe(422)
    const { json: drawn } = await person.post('/api/wardrobe/lines', { line: 'navy coat' })
    expect((await person.post(`/api/wardrobe/items/${drawn.item.id}/picture/turn`, {})).status).toBe(409)
  })

  test('is reached by its owner alone', async () => {
    const sent = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=coat.jpg',
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    const { pictures } = await person.settled(sent.json.id)
    const { token: other } = await signUp(wardrobe.server, `other${accounts}`)
    for (const path of [
      `/api/wardrobe/imports/${sent.json.id}`,
      pictures[0].thumbnail,
      `/api/wardrobe/pictures/${pictures[0].id}/original`,
    ]) {
      const foreign = await ask(wardrobe.server, 'GET', path, { headers: bearer(other) })
      const nobodys = await ask(wardrobe.server, 'GET', path.replace(/[0-9a-f]{8}/, 'aaaaaaaa'), {
        headers: bearer(other),
      })
      expect([foreign.status, foreign.json]).toEqual([404, nobodys.json])
    }
    const start = { pictureId: pictures[0].id }
    const started = await ask(wardrobe.server, 'POST', '/api/runs/import-photo', {
      headers: bearer(other),
      body: start,
    })
    expect(started.status).toBe(404)
  })

  test('goes with its piece, or alone when no piece wears it', async () => {
    const sent = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=coat.jpg',
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    const { pictures } = await person.settled(sent.json.id)
    const path = `/api/wardrobe/pictures/${pictures[0].id}`
    expect((await person.remove(path)).status).toBe(409)
    expect((await person.remove(`/api/wardrobe/items/${pictures[0].itemId}`)).status).toBe(204)
    expect((await person.fetch(`${path}/original`)).status).toBe(404)
    expect(await person.settled(sent.json.id)).toMatchObject({
      counts: { ready: 0, removed: 1 },
      pictures: [],
    })
    const alone = await person.send(
      'POST',
      '/api/wardrobe/pictures?name=x.png',
      await pictureOf('#1d2a4a', { type: 'png' }),
      'image/png',
    )
    const [picture] = (await person.settled(alone.json.id)).pictures
    expect((await person.remove(`/api/wardrobe/pictures/${picture.id}`)).status).toBe(204)
    expect((await person.fetch(picture.thumbnail)).status).toBe(404)
    expect((await readdir(wardrobe.filesFolder, { recursive: true })).join()).not.toContain(picture.id)
  })

  test('that is cut in its pixels is unreadable, says so, and makes no piece', async () => {
    const whole = await pictureOf('#1d2a4a', { width: 900, height: 900 })
    const cut = whole.subarray(0, whole.length / 3)
    const sent = await person.send('POST', '/api/wardrobe/pictures?name=coat.jpg', cut, 'image/jpeg')
    const { counts, pictures } = await person.settled(sent.json.id)
    expect(counts).toMatchObject({ unreadable: 1, ready: 0 })
    expect(pictures[0].reason).toContain('damaged')
    expect((await person.get('/api/wardrobe/items')).count).toBe(0)
  })
})

describe('nothing is stored of', () => {
  const jpeg = pictureOf('#1d2a4a')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  const cases: [string, () => Promise<Uint8Array>, string, number, RegExp][] = [
    ['a false type', () => jpeg, 'image/png', 415, /says that it is image\/png, but is image\/jpeg/],
    ['a drawing that claims to be a picture', async () => svg, 'image/png', 415, /no JPEG, PNG/],
    ['a drawing', async () => svg, 'image/svg+xml', 415, /media type/],
    ['words', async () => Buffer.from('hello'), 'image/jpeg', 415, /no JPEG, PNG/],
    ['an empty body', async () => Buffer.alloc(0), 'image/jpeg', 415, /no JPEG, PNG/],
    ['a head without a picture', async () => (await jpeg).subarray(0, 20), 'image/jpeg', 415, /damaged/],
    ['120 megapixels', () => pngThatClaims(12_000, 10_000), 'image/png', 413, /120 megapixels/],
    ['30 megabytes and one', async () => Buffer.alloc(30_000_001, 255), 'image/jpeg', 413, /30 MB/],
    [
      'a HEIC',
      async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      'image/jpeg',
      415,
      /HEIC/,
    ],
  ]
  test.each(cases)('%s', async (_what, body, type, status, words) => {
    const before = await person.everything()
    const single = await person.send('POST', '/api/wardrobe/pictures?name=coat.jpg', await body(), type)
    expect([single.status, single.json.title]).toEqual([status, expect.stringMatching(words)])
    expect(await person.everything()).toEqual(before)
    const { id } = (await person.post('/api/wardrobe/imports', { total: 1 })).json
    const opened = await person.everything()
    const placed = await person.send(
      'PUT',
      `/api/wardrobe/imports/${id}/pictures/1?name=coat.jpg`,
      await body(),
      type,
    )
    expect(placed.status).toBe(status)
    expect(await person.everything()).toEqual(opened)
  })

  test('a call without a body', async () => {
    for (const path of ['/api/wardrobe/pictures', '/api/wardrobe/imports/archive']) {
      const answer = await ask(wardrobe.server, 'POST', path, { headers: bearer(person.token) })
      expect([answer.status, answer.json.fields[0].field]).toEqual([422, 'body'])
    }
  })
})

describe('an import', () => {
  test('takes pictures at their places in any order and as often as they are sent', async () => {
    const { id } = (await person.post('/api/wardrobe/imports', { total: 3 })).json
    const put = async (position: number, name = 'coat.jpg') =>
      person.send(
        'PUT',
        `/api/wardrobe/imports/${id}/pictures/${position}?name=${name}`,
        await pictureOf('#1d2a4a'),
        'image/jpeg',
      )
    const first = await put(3)
    expect([first.status, (await put(3, 'other.jpg')).status, (await put(1)).status]).toEqual([201, 200, 201])
    expect((await person.settled(id)).counts).toEqual({
      total: 3,
      missing: 1,
      measuring: 0,
      ready: 2,
      needsYou: 0,
      unreadable: 0,
      failed: 0,
      removed: 0,
    })
    expect((await put(4)).json).toMatchObject({ code: 'INVALID', fields: [{ field: 'params.position' }] })
    expect((await put(0)).status).toBe(422)
    expect((await person.get('/api/wardrobe/items')).count).toBe(2)
    expect((await person.get('/api/wardrobe/imports')).imports).toMatchObject([{ id, total: 3 }])
  })

  test('that is closed waits for nothing more, and forgets what is unreadable', async () => {
    const { id } = (await person.post('/api/wardrobe/imports', { total: 3 })).json
    const put = async (position: number, body: Buffer) =>
      person.send('PUT', `/api/wardrobe/imports/${id}/pictures/${position}?name=coat.jpg`, body, 'image/jpeg')
    const whole = await pictureOf('#1d2a4a', { width: 900, height: 900 })
    await put(1, whole)
    await put(2, whole.subarray(0, whole.length / 3))
    await person.settled(id)
    const waiting = async () => (await person.get('/api/wardrobe/imports')).imports[0].waiting
    expect(await waiting()).toBe(2)
    const closed = await person.post(`/api/wardrobe/imports/${id}/close`)
    expect(closed.json.counts).toMatchObject({ total: 2, ready: 1, missing: 0, unreadable: 0, removed: 1 })
    expect(await waiting()).toBe(0)
    expect((await put(3, whole)).status).toBe(409)
    expect((await person.post(`/api/wardrobe/imports/${id}/close`)).json).toEqual(closed.json)
  })

  test('with the same key is the same import', async () => {
    const headers = { ...bearer(person.token), 'idempotency-key': 'holiday' }
    const open = (total: number) =>
      ask(wardrobe.server, 'POST', '/api/wardrobe/imports', { headers, body: { total } })
    const [first, again, other] = [await open(2), await open(2), await open(3)]
    expect([again.json.id, other.json.code]).toEqual([first.json.id, 'IDEMPOTENCY_MISMATCH'])
    expect((await person.post('/api/wardrobe/imports', { total: 0 })).status).toBe(422)
    expect((await person.post('/api/wardrobe/imports', { total: 301 })).status).toBe(422)
  })

  test('counts a picture whose run was stopped as failed, and a retry brings it home', async () => {
    const { id } = (await person.post('/api/wardrobe/imports', { total: 1 })).json
    using _held = wardrobe.holdMeasuring()
    const sent = await person.send(
      'PUT',
      `/api/wardrobe/imports/${id}/pictures/1?name=coat.jpg`,
      await pictureOf('#1d2a4a'),
      'image/jpeg',
    )
    expect((await person.get(`/api/wardrobe/imports/${id}`)).counts).toMatchObject({ measuring: 1, ready: 0 })
    await person.post(`/api/runs/${sent.json.runId}/cancel`)
    await expect
      .poll(async () => (await person.get(`/api/wardrobe/imports/${id}`)).counts, { timeout: 10_000 })
      .toMatchObject({ failed: 1, measuring: 0 })
    _held[Symbol.dispose]()
    expect((await person.post('/api/runs/import-photo', { pictureId: sent.json.id })).status).toBe(201)
    await expect
      .poll(async () => (await person.get(`/api/wardrobe/imports/${id}`)).counts, { timeout: 10_000 })
      .toMatchObject({ failed: 0, ready: 1 })
  })
})
