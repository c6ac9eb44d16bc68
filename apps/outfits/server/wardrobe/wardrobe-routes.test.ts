import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../server/test/test-server.ts'
import { openWardrobeServer, type WardrobeServer } from './wardrobe-server.fixture.ts'

type Ask = Awaited<ReturnType<WardrobeServer['signUp']>>

let wardrobe: WardrobeServer
let ada: Ask
let eve: Ask
beforeAll(async () => {
  wardrobe = await openWardrobeServer()
  ada = await wardrobe.signUp('ada')
  eve = await wardrobe.signUp('eve')
})
afterAll(() => wardrobe[Symbol.asyncDispose]())

const COAT = {
  name: 'Navy coat',
  category: 'outerwear',
  subCategory: 'coat',
  colors: [{ hex: '#1d2a4a', name: 'navy' }],
}
const add = async (as: Ask, change: object = {}) => {
  const answer = await as('POST', '/api/wardrobe/items', { ...COAT, ...change })
  expect(answer.status).toBe(201)
  return answer.json
}
const itemsOf = async (as: Ask) => (await as('GET', '/api/wardrobe/items')).json.items

describe('pieces', () => {
  test('a piece that was added by form is listed with everything that was said', async () => {
    const item = await add(ada, { brand: 'Arket', price: 120, seasons: ['winter'] })
    expect(item).toMatchObject({ ...COAT, brand: 'Arket', price: 120, availability: 'ready', source: 'form' })
    expect(await itemsOf(ada)).toContainEqual(item)
    expect((await ada('GET', `/api/wardrobe/items/${item.id}`)).json).toEqual(item)
  })

  test('the list answers 304 until something changes', async () => {
    const first = await ada('GET', '/api/wardrobe/items')
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const etag = String(first.headers.etag)
    const again = await ada('GET', '/api/wardrobe/items', undefined, { 'if-none-match': etag })
    expect([again.status, again.text]).toEqual([304, ''])
    await add(ada)
    expect((await ada('GET', '/api/wardrobe/items', undefined, { 'if-none-match': etag })).status).toBe(200)
  })

  test('a typed line becomes a piece, and what it did not understand is shown back and kept', async () => {
    const line = { line: 'green zorbly wool coat, Arket, 120' }
    const read = await ada('POST', '/api/wardrobe/lines/read', line)
    const added = await ada('POST', '/api/wardrobe/lines', line)
    expect([read.status, added.status]).toEqual([200, 201])
    expect(read.json).toMatchObject({ notUnderstood: ['zorbly'], missing: [] })
    expect(added.json.notUnderstood).toEqual(['zorbly'])
    expect(added.json.item).toMatchObject({ name: 'green zorbly wool coat', price: 120, source: 'line' })
  })

  test('a line without a kind is refused with what is missing', async () => {
    const before = await itemsOf(ada)
    const answer = await ada('POST', '/api/wardrobe/lines', { line: 'something green' })
    expect(answer).toMatchObject({ status: 422, json: { code: 'INVALID', fields: [{ field: 'body.line' }] } })
    expect(answer.json.title).toContain('what kind of piece')
    expect(await itemsOf(ada)).toEqual(before)
  })

  test('a correction changes what it names and nothing else', async () => {
    const item = await add(ada, { brand: 'Arket', favorite: true })
    const answer = await ada('PATCH', `/api/wardrobe/items/${item.id}`, { subCategory: 'blazer', price: 80 })
    expect(answer.status).toBe(200)
    const { updatedAt, ...expected } = { ...item, subCategory: 'blazer', price: 80 }
    expect(answer.json).toMatchObject(expected)
    expect(answer.json.updatedAt).toBeGreaterThanOrEqual(updatedAt)
    expect((await ada('GET', `/api/wardrobe/items/${item.id}`)).json).toEqual(answer.json)
  })

  test('two corrections at once both count', async () => {
    const { id } = await add(ada)
    await Promise.all([
      ada('PATCH', `/api/wardrobe/items/${id}`, { brand: 'Arket' }),
      ada('PATCH', `/api/wardrobe/items/${id}`, { price: 9 }),
      ada('PATCH', `/api/wardrobe/items/${id}`, { availability: 'in_wash' }),
    ])
    expect((await ada('GET', `/api/wardrobe/items/${id}`)).json).toMatchObject({
      brand: 'Arket',
      price: 9,
      availability: 'in_wash',
    })
  })

  test('a measurement never overwrites a colour that a person has set', async () => {
    const me = (await ada('GET', '/api/me')).json.account.id
    const [kept, measured] = [await add(ada), await add(ada)]
    const green = [{ hex: '#2f8a4a', name: 'green' }]
    const grey = [{ hex: '#85878c', name: 'grey' }]
    await ada('PATCH', `/api/wardrobe/items/${kept.id}`, { colors: green })
    const { items } = wardrobe.wardrobe
    for (const { id } of [kept, measured]) {
      for (const { sql, parameters } of items.measured(me, id, 'abcdefabcdefabcd', grey, 1))
        await wardrobe.execute(sql, parameters)
    }
    expect((await ada('GET', `/api/wardrobe/items/${kept.id}`)).json.colors).toEqual(green)
    expect((await ada('GET', `/api/wardrobe/items/${measured.id}`)).json.colors).toEqual(grey)
  })

  test('a removed piece is gone, and gone again', async () => {
    const { id } = await add(ada)
    expect((await ada('DELETE', `/api/wardrobe/items/${id}`)).status).toBe(204)
    expect((await ada('DELETE', `/api/wardrobe/items/${id}`)).status).toBe(404)
    expect((await ada('GET', `/api/wardrobe/items/${id}`)).status).toBe(404)
  })

  test('the export holds every piece', async () => {
    const answer = await ada('GET', '/api/wardrobe/export')
    expect(answer.headers['content-disposition']).toContain('wardrobe.json')
    expect(answer.json.items).toEqual(await itemsOf(ada))
  })

  test.each([
    ['no body', undefined],
    ['no name', { ...COAT, name: ' ' }],
    ['an unknown category', { ...COAT, category: 'hovercraft' }],
    ['a kind of another category', { ...COAT, category: 'shoes' }],
    ['no colour', { ...COAT, colors: [] }],
    ['a colour that is none', { ...COAT, colors: [{ hex: 'red', name: 'red' }] }],
    ['a negative price', { ...COAT, price: -1 }],
    ['an unknown field', { ...COAT, id: 'mine' }],
    ['a name without end', { ...COAT, name: 'x'.repeat(121) }],
  ])('refuses a piece with %s, and stores nothing', async (_what, body) => {
    const before = await itemsOf(ada)
    const answer = await ada('POST', '/api/wardrobe/items', body)
    expect(answer).toMatchObject({ status: 422, json: { code: 'INVALID' } })
    expect(await itemsOf(ada)).toEqual(before)
  })

  test.each([
    ['an unknown field', { id: 'other' }],
    ['an owner', { accountId: 'eve' }],
    ['a kind that does not fit', { category: 'shoes' }],
    ['an availability that is none', { availability: 'lost' }],
    ['a colour that is none', { colors: [{ hex: '#12', name: '' }] }],
  ])('refuses a correction with %s, and changes nothing', async (_what, body) => {
    const item = await add(ada)
    const answer = await ada('PATCH', `/api/wardrobe/items/${item.id}`, body)
    expect(answer).toMatchObject({ status: 422, json: { code: 'INVALID' } })
    expect((await ada('GET', `/api/wardrobe/items/${item.id}`)).json).toEqual(item)
  })
})

describe('the profile', () => {
  test('begins with three plain words and keeps what was put', async () => {
    const plain = { current: 'versatile', aspirational: 'confident', feeling: 'comfortable' }
    expect((await eve('GET', '/api/wardrobe/profile')).json).toEqual({
      styleWords: plain,
      repeatWindowDays: 7,
    })
    const profile = {
      styleWords: { current: 'edgy', aspirational: 'bold', feeling: 'free' },
      repeatWindowDays: 0,
    }
    expect((await eve('PUT', '/api/wardrobe/profile', profile)).json).toEqual(profile)
    const bad = await eve('PUT', '/api/wardrobe/profile', { ...profile, repeatWindowDays: 1000 })
    expect(bad.status).toBe(422)
    expect((await eve('GET', '/api/wardrobe/profile')).json).toEqual(profile)
    expect((await ada('GET', '/api/wardrobe/profile')).json.styleWords).toEqual(plain)
  })
})

describe('never together', () => {
  test('the same pair is one ban, which ends when it is removed or its time is over', async () => {
    const [a, b] = [await add(ada), await add(ada)]
    const first = await ada('POST', '/api/wardrobe/bans', { itemIds: [a.id, b.id], reason: 'itchy' })
    const again = await ada('POST', '/api/wardrobe/bans', { itemIds: [b.id, a.id], reason: 'clash' })
    expect([first.status, again.json.id]).toEqual([201, first.json.id])
    await ada('POST', '/api/wardrobe/bans', { itemIds: [a.id], expiresAt: 1 })
    expect((await ada('GET', '/api/wardrobe/bans')).json.bans).toEqual([again.json])
    expect((await eve('DELETE', `/api/wardrobe/bans/${first.json.id}`)).status).toBe(404)
    expect((await ada('DELETE', `/api/wardrobe/bans/${first.json.id}`)).status).toBe(204)
    expect((await ada('GET', '/api/wardrobe/bans')).json.bans).toEqual([])
  })

  test('refuses pieces of others, of nobody and no pieces at all', async () => {
    const hers = await add(eve)
    for (const itemIds of [[hers.id], ['nobodys']])
      expect((await ada('POST', '/api/wardrobe/bans', { itemIds })).status).toBe(404)
    expect((await ada('POST', '/api/wardrobe/bans', { itemIds: [] })).status).toBe(422)
    expect((await ada('GET', '/api/wardrobe/bans')).json.bans).toEqual([])
  })
})

describe('outfits that somebody said something about', () => {
  const outfitOf = (...itemIds: string[]) => ({
    itemIds,
    howToStyle: 'Open.',
    whyItWorks: 'Calm.',
    confidence: 'comfort-zone',
    vibeKeywords: [],
  })

  test('are saved, worn once a day and disliked as one look', async () => {
    const [a, b] = [await add(ada), await add(ada)]
    const saved = await ada('POST', '/api/outfits/saved', {
      outfit: outfitOf(a.id, b.id),
      reasons: ['Love the vibe'],
    })
    expect(saved).toMatchObject({ status: 201, json: { savedReasons: ['Love the vibe'], dislikedAt: null } })
    const { id } = saved.json
    const noon = Date.UTC(2026, 0, 2, 12)
    for (const wornAt of [noon, noon + 3_600_000, noon - 86_400_000])
      expect((await ada('POST', `/api/outfits/worn/${id}`, { wornAt })).status).toBe(200)
    expect((await ada('GET', '/api/outfits/worn')).json).toMatchObject({
      count: 1,
      outfits: [{ id, wornAt: [noon, noon - 86_400_000] }],
    })
    const disliked = await ada('POST', '/api/outfits/disliked', {
      outfit: outfitOf(b.id, a.id),
      reason: 'Not my style',
    })
    expect(disliked.json).toMatchObject({ id, savedAt: null, dislikeReason: 'Not my style' })
    expect((await ada('GET', '/api/outfits/saved')).json.count).toBe(0)
    expect((await ada('GET', '/api/outfits/disliked')).json.count).toBe(1)
    expect((await ada('DELETE', `/api/outfits/disliked/${id}`)).status).toBe(204)
    expect((await ada('GET', '/api/outfits/disliked')).json.count).toBe(0)
    expect((await ada('GET', '/api/outfits/worn')).json.count).toBe(1)
    const unworn = await ada('DELETE', `/api/outfits/worn/${id}?wornAt=${noon - 1}`)
    expect(unworn).toMatchObject({ status: 200, json: { wornAt: [noon - 86_400_000] } })
    await ada('DELETE', `/api/outfits/worn/${id}?wornAt=${noon - 86_400_000}`)
    expect((await ada('GET', '/api/outfits/worn')).json.count).toBe(0)
  })

  test('refuse what is not whole, not theirs or not yet', async () => {
    const [a, b, hers] = [await add(ada), await add(ada), await add(eve)]
    const refused: [string, object, number][] = [
      ['/api/outfits/saved', {}, 422],
      ['/api/outfits/saved', { outfit: outfitOf(a.id) }, 422],
      ['/api/outfits/saved', { outfit: outfitOf(a.id, hers.id) }, 404],
      ['/api/outfits/disliked', { outfit: outfitOf(a.id, b.id) }, 422],
      ['/api/outfits/disliked', { outfit: outfitOf(a.id, hers.id), reason: 'no' }, 404],
      ['/api/outfits/worn/nobodys', {}, 404],
    ]
    for (const [path, body, status] of refused)
      expect([path, (await ada('POST', path, body)).status]).toEqual([path, status])
    const saved = await ada('POST', '/api/outfits/saved', { outfit: outfitOf(a.id, b.id) })
    const tomorrow = { wornAt: Date.now() + 86_400_000 }
    expect((await ada('POST', `/api/outfits/worn/${saved.json.id}`, tomorrow)).status).toBe(422)
    expect((await eve('DELETE', `/api/outfits/saved/${saved.json.id}`)).status).toBe(404)
    expect((await ada('GET', '/api/outfits/saved')).json.count).toBe(1)
    expect((await ada('GET', '/api/outfits/disliked')).json.count).toBe(0)
  })
})

describe('pieces under consideration', () => {
  test('are decided, and the sums follow the newest decision', async () => {
    const [a, b] = await Promise.all(
      [120, 80].map(async (price) => {
        const item = { ...COAT, price }
        return (
          await ada('POST', '/api/consider-buying/items', { item, sourceUrl: 'https://shop.example/coat' })
        ).json.item
      }),
    )
    const again = await ada('POST', '/api/consider-buying/items', { item: COAT })
    expect(again.json.similar.length).toBeGreaterThan(0)
    expect(again.json.similar.map((one: any) => one.item.ownership)).not.toContain('considering')
    const decide = (itemId: string, decision: string) =>
      ada('POST', '/api/consider-buying/decide', { itemId, decision, reason: 'because' })
    await decide(a.id, 'later')
    await decide(a.id, 'passed')
    const bought = await decide(b.id, 'bought')
    expect(bought.json.stats).toEqual({
      considered: 3,
      bought: 1,
      passed: 1,
      decidingLater: 0,
      undecided: 1,
      saved: 120,
    })
    const ownership = (id: string) =>
      itemsOf(ada).then((list: any[]) => list.find((one) => one.id === id).ownership)
    expect([await ownership(a.id), await ownership(b.id)]).toEqual(['passed', 'owned'])
  })

  test('are judged by what is owned: near-duplicates, and outfits that the rules count', async () => {
    const ruth = await wardrobe.signUp('ruth')
    for (const [kind, category] of [
      ['tshirt', 'tops'],
      ['jeans', 'bottoms'],
      ['sneakers', 'shoes'],
    ] as const)
      await add(ruth, { ...COAT, name: `Plain ${kind}`, category, subCategory: kind, fabric: null })
    const before = await itemsOf(ruth)
    const { item } = (await ruth('POST', '/api/consider-buying/items', { item: COAT })).json
    const judge = async () => (await ruth('GET', `/api/consider-buying/items/${item.id}`)).json
    const { facts, considered } = await judge()
    expect(considered).toMatchObject({ itemId: item.id, decision: null })
    expect(facts).toMatchObject({ outfitsWithout: 1, outfitsWith: 2, unlocked: 1, verdict: 'adds-some' })
    // Thinking of it changes nothing; a twin that one owns changes the verdict.
    expect(await itemsOf(ruth)).toEqual([item, ...before])
    const twin = await add(ruth)
    const again = (await judge()).facts
    expect(again).toMatchObject({ trulyNew: 0, verdict: 'you-have-it' })
    expect(again.similar).toEqual([expect.objectContaining({ itemId: twin.id })])
    expect((await eve('GET', `/api/consider-buying/items/${item.id}`)).status).toBe(404)
    expect((await ruth('GET', `/api/consider-buying/items/${twin.id}`)).status).toBe(404)
  })

  test('refuse a decision about anything else', async () => {
    const owned = await add(ada)
    const hers = (await eve('POST', '/api/consider-buying/items', { item: COAT })).json.item
    for (const itemId of [owned.id, hers.id, 'nobodys'])
      expect((await ada('POST', '/api/consider-buying/decide', { itemId, decision: 'passed' })).status).toBe(
        404,
      )
    expect(
      (await ada('POST', '/api/consider-buying/decide', { itemId: owned.id, decision: 'maybe' })).status,
    ).toBe(422)
    const scheme = { item: COAT, sourceUrl: 'javascript:alert(1)' }
    expect((await ada('POST', '/api/consider-buying/items', scheme)).status).toBe(422)
    expect((await eve('GET', '/api/consider-buying/items')).json.stats).toMatchObject({
      considered: 1,
      undecided: 1,
    })
  })
})

test('the demo account has its wardrobe once, and a piece that it removed stays away', async () => {
  const demo: Ask = (method, path, body) => ask(wardrobe.server, method, path, { body })
  const before = await itemsOf(demo)
  expect(before.length).toBeGreaterThanOrEqual(40)
  await demo('DELETE', `/api/wardrobe/items/${before[0].id}`)
  await wardrobe.createAgain()
  expect(await itemsOf(demo)).toEqual(before.slice(1))
})
