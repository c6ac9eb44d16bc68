import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, bearer, signUp } from '../../../server/test/test-server.ts'
import { readCsv } from './csv-table.ts'
import { openWardrobeServer, type WardrobeServer } from './wardrobe-server.fixture.ts'

describe('a table', () => {
  test('is read by the names of its columns, whatever they are called and however they are cut', () => {
    for (const cut of [',', ';', '\t']) {
      const header = ['Item', 'Type', 'Colour', 'Material', 'Brand', 'Price', 'Season', 'Where']
      const line = ['Sunday coat', 'coat', 'navy', 'wool', 'Arket', '120', 'winter/autumn', 'hall']
      const { rows, otherColumns, columns } = readCsv(`﻿${header.join(cut)}\r\n${line.join(cut)}\r\n`)
      expect(rows[0]).toMatchObject({
        row: 2,
        problems: [],
        piece: {
          name: 'Sunday coat',
          subCategory: 'coat',
          category: 'outerwear',
          colors: [{ name: 'navy' }],
          fabric: 'wool',
          brand: 'Arket',
          price: 120,
          seasons: ['winter', 'autumn'],
          stylingNotes: 'Where: hall',
        },
      })
      expect([otherColumns, columns['Colour']]).toEqual([['Where'], 'colors'])
    }
  })

  test('takes from the name what has no column', () => {
    const { rows } = readCsv('name\n"navy wool coat"\n"white, striped shirt"')
    expect(rows.map(({ piece }) => piece?.subCategory)).toEqual(['coat', 'buttonup'])
  })

  test('names what is wrong with a row and gives it back', () => {
    const { rows } = readCsv(
      'name,type,colour,price\nThing,hovercraft,navy,1\nCoat,coat,,\n,coat,navy,cheap\nCoat,coat,navy,5',
    )
    expect(rows.map(({ row, problems }) => [row, problems])).toEqual([
      [2, ['kind: "hovercraft" is not understood']],
      [3, ['it does not say a colour']],
      [4, ['price: "cheap" is not understood']],
      [5, []],
    ])
    expect(rows[0]!.cells).toEqual({ name: 'Thing', type: 'hovercraft', colour: 'navy', price: '1' })
  })

  test('asks for a kind in words that would do, where a name has none that is understood', () => {
    const { rows } = readCsv('name,category,colour\nחולצה,tops,white\nThing,,navy')
    expect(rows.map(({ problems }) => problems.join())).toEqual([
      expect.stringContaining('tank, tshirt, blouse into a column "kind"'),
      expect.stringContaining('coat, jeans, sneakers into a column "kind"'),
    ])
    expect(readCsv('name,kind,colour\nחולצה,blouse,white').rows[0]).toMatchObject({ problems: [] })
  })

  test.each([
    ['nothing', ''],
    ['no header that says something', '1,2\n3,4'],
    ['a quotation mark that never ends', 'name,colour\n"coat,navy\n'],
    ['2001 rows', `name\n${'navy coat\n'.repeat(2001)}`],
  ])('of %s is refused', (_what, text) => {
    expect(() => readCsv(text)).toThrow(/^The table was not taken\./)
  })
})

describe('the import of a table', () => {
  let wardrobe: WardrobeServer
  let token: string
  let people = 0
  beforeAll(async () => void (wardrobe = await openWardrobeServer()))
  afterAll(() => wardrobe[Symbol.asyncDispose]())
  beforeEach(async () => ({ token } = await signUp(wardrobe.server, `table${++people}`)))

  const send = async (body: string, headers: object = {}) => {
    const answer = await fetch(`${wardrobe.server.origin}/api/wardrobe/imports/csv`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'text/csv', ...headers },
      body,
    })
    return { status: answer.status, json: await answer.json() }
  }
  const items = async () =>
    (await ask(wardrobe.server, 'GET', '/api/wardrobe/items', { headers: bearer(token) })).json.items

  test('counts exactly what it stored and gives every other row back', async () => {
    const { status, json } = await send('name,colour\ncoat,navy\nthing,red\nscarf,red\nscarf,invisible')
    expect(status).toBe(200)
    expect(json).toMatchObject({ rows: 4, added: 2, repeated: 0, refused: 2 })
    const stored = await items()
    expect(stored.map((item: any) => item.id).toSorted()).toEqual(
      json.results.flatMap((result: any) => result.itemId ?? []).toSorted(),
    )
    expect(json.results[1]).toMatchObject({ row: 3, itemId: null, cells: { name: 'thing', colour: 'red' } })
  })

  test('adds no row twice under one key, and the rows that were put right', async () => {
    const headers = { 'idempotency-key': 'closet' }
    await send('name,colour\ncoat,navy\nthing,red', headers)
    const again = await send('name,colour\ncoat,navy\nscarf,red', headers)
    expect(again.json).toMatchObject({ added: 1, repeated: 1, refused: 0 })
    expect(await items()).toHaveLength(2)
    await send('name,colour\ncoat,navy')
    expect(await items()).toHaveLength(3)
  })

  test('of what is no table stores nothing', async () => {
    expect(await send('hello')).toMatchObject({ status: 422, json: { code: 'INVALID' } })
    expect(await send('name\n"navy coat')).toMatchObject({ status: 422, json: { code: 'INVALID' } })
    expect((await send(`name\n${'navy coat\n'.repeat(2000)}navy coat`)).status).toBe(422)
    expect((await send('x'.repeat(2_000_001))).status).toBe(413)
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await send('name\nnavy coat', { 'idempotency-key': 'a b' })).status).toBe(422)
    expect(await items()).toEqual([])
  })
})
