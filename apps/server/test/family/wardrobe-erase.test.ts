import { mkdtempDisposableSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteBackend } from 'unfold/sqlite'
import { pictureOf } from '../../../outfits/server/wardrobe/pictures.fixture.ts'
import { createApps } from '../../src/apps.ts'
import { addWardrobe } from '../foreign-wardrobe.ts'
import { ask, bearer, openTestServer, signUp } from '../test-server.ts'

test('A wardrobe is exported with its pictures, and erased with their files, and no other one is', async () => {
  using folder = mkdtempDisposableSync(path.join(tmpdir(), 'unfold-'))
  const products = createApps({ kind: 'offline', why: 'a test', tokensPerS: 0 }, folder.path)
  await using server = await openTestServer(openSqliteBackend, {
    apps: async (engine) => [...(await products.createApps(engine))],
  })
  const files = async () =>
    (await readdir(path.join(folder.path, 'files'), { recursive: true })).filter((name) => name.includes('.'))
  const picture = await pictureOf('#1d2a4a', { width: 30, height: 40 })
  const ruth = bearer((await signUp(server, 'ruth')).token)
  const mallory = bearer((await signUp(server, 'mallory')).token)
  await addWardrobe(server, mallory, 'moonstone', picture)
  const before = await files()
  const hers = await addWardrobe(server, ruth, 'lanternfish', picture)
  expect((await files()).length).toBeGreaterThan(before.length)

  const { token } = (await ask(server, 'POST', '/api/parent/unlock', { headers: ruth, body: {} })).json
  const parent = { ...ruth, 'x-unfold-parent': token }
  const { json, text } = await ask(server, 'GET', '/api/family/export', { headers: parent })
  expect(json.wardrobe).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ id: hers['item'], details: expect.any(Object) }),
    ]),
    bans: [{ id: hers['ban'], item_ids: [hers['item']] }],
    kept_outfits: [{ id: hers['outfit'] }],
    wears: [{ outfit_id: hers['outfit'] }],
    considered: [{ item_id: hers['considered'] }],
  })
  expect(json.pictures).toMatchObject([{ id: hers['picture'], base64: picture.toString('base64') }])
  expect(text).not.toContain('moonstone')

  const body = { password: 'correct horse' }
  expect((await ask(server, 'POST', '/api/family/erase', { headers: parent, body })).status).toBe(204)
  expect((await files()).toSorted()).toEqual(before.toSorted())
  const { json: left } = await ask(server, 'GET', '/api/wardrobe/items', { headers: mallory })
  expect(JSON.stringify(left)).toContain('moonstone')

  // The demo wardrobe is there again after it was erased.
  const demo = (method: string, at: string, sent?: unknown) => ask(server, method, at, { body: sent })
  const pieces = (await demo('GET', '/api/wardrobe/items')).json.items.length
  await demo('POST', '/api/wardrobe/lines', { line: 'navy coat' })
  await demo('PUT', '/api/parent/pin', { pin: '2468' })
  expect((await demo('POST', '/api/family/erase', { pin: '2468' })).status).toBe(204)
  expect((await demo('GET', '/api/wardrobe/items')).json.items).toHaveLength(pieces)
}, 60_000)
