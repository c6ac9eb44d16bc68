import { readdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pictureOf } from '../../apps/outfits/server/wardrobe/pictures.fixture.ts'
import { zipFrom } from '../../apps/outfits/server/wardrobe/zip-file.fixture.ts'
import { ServerProcess } from '../harness/server-process.ts'

/** Forty pieces, the server killed twice on the way: forty pieces, and numbers that are true at every moment. */
const PIECES = 40
const HEXES = ['#1d2a4a', '#c62f36', '#2f8a4a', '#17171a']

let server: ServerProcess
beforeEach(async () => void (server = await ServerProcess.start()))
afterEach(() => server[Symbol.asyncDispose]())

interface ImportView {
  id: string
  counts: Record<string, number>
  pictures: { itemId: string | null; state: string }[]
}

async function call(method: string, to: string, body?: BodyInit, type = 'application/json', key?: string) {
  const answer = await fetch(server.url + to, {
    method,
    headers: { ...(body ? { 'content-type': type } : {}), ...(key ? { 'idempotency-key': key } : {}) },
    ...(body ? { body } : {}),
  })
  const json = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${to} answered ${answer.status}: ${JSON.stringify(json)}`)
  return json
}

/** What a page does: asks again until it is answered, whatever happens to the server. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (server.alive && !(error instanceof TypeError)) throw error
      await server.gone()
      await server.start()
    }
  }
}

const viewOf = (id: string): Promise<ImportView> => call('GET', `/api/wardrobe/imports/${id}`)
const sumOf = ({ total: _total, ...states }: ImportView['counts']) =>
  Object.values(states).reduce((sum, n) => sum + n, 0)

/** What is stored, read past the server. */
function stored(): { pieces: number; ready: number } {
  using database = new DatabaseSync(path.join(server.folder, 'unfold.db'), { readOnly: true })
  // Both counts see one moment: the server commits between two statements.
  database.exec('BEGIN')
  const count = (sql: string) => (database.prepare(sql).get() as { n: number }).n
  return {
    pieces: count(`SELECT count(*) AS n FROM items WHERE source = 'photo'`),
    ready: count(`SELECT count(*) AS n FROM pictures WHERE state = 'ready'`),
  }
}

/** Follows the numbers to the end; each sight of them has to lie between what was stored before and after it. */
async function followToEnd(id: string): Promise<ImportView> {
  for (;;) {
    const before = stored()
    const view = await insist(() => viewOf(id))
    const after = stored()
    expect(before.pieces).toBe(before.ready)
    expect(view.counts['ready']).toBeGreaterThanOrEqual(before.pieces)
    expect(view.counts['ready']).toBeLessThanOrEqual(after.pieces)
    expect(sumOf(view.counts)).toBe(PIECES)
    if (view.counts['measuring'] === 0 && view.counts['missing'] === 0) return view
  }
}

async function expectForty(view: ImportView): Promise<void> {
  expect(view.counts).toMatchObject({ total: PIECES, ready: PIECES, failed: 0, unreadable: 0, missing: 0 })
  const { items } = await call('GET', '/api/wardrobe/items')
  const ids = items.filter((item: any) => item.source === 'photo').map((item: any) => item.id)
  expect(ids).toHaveLength(PIECES)
  expect(new Set(view.pictures.map((picture) => picture.itemId))).toEqual(new Set(ids))
  expect(stored()).toEqual({ pieces: PIECES, ready: PIECES })
}

describe('forty pictures, the server killed twice', { timeout: 90_000 }, () => {
  it('sent one by one', async () => {
    const pictures = await Promise.all(HEXES.map((hex) => pictureOf(hex)))
    const open = () =>
      call('POST', '/api/wardrobe/imports', JSON.stringify({ total: PIECES }), undefined, 'forty')
    const { id } = await insist<ImportView>(open)
    for (let position = 1; position <= PIECES; position++) {
      const to = `/api/wardrobe/imports/${id}/pictures/${position}?name=coat%20${position}.jpg`
      const put = () => call('PUT', to, new Uint8Array(pictures[position % HEXES.length]!), 'image/jpeg')
      const answer = insist(put)
      // In the middle of one upload, and between two.
      if (position === 13) await server.kill()
      await answer
      if (position === 27) await server.kill()
    }
    await expectForty(await followToEnd(id))
    expect(server.lives).toBe(3)
  })

  it('sent as an archive', async () => {
    const pictures = await Promise.all(HEXES.map((hex) => pictureOf(hex)))
    const zip = new Uint8Array(
      zipFrom(
        Array.from({ length: PIECES }, (_, i) => ({
          name: `coat ${i}.jpg`,
          data: pictures[i % HEXES.length]!,
        })),
      ),
    )
    const send = () => call('POST', '/api/wardrobe/imports/archive', zip, 'application/zip', 'forty')
    const sending = insist<ImportView>(send)
    const incoming = path.join(server.folder, 'files', 'incoming')
    // While it is unpacked; on a machine that is faster than this look, just after.
    await expect
      .poll(() => readdirSync(incoming).length + stored().pieces, { interval: 1 })
      .toBeGreaterThan(5)
    await server.kill()
    const { id } = await sending
    await server.kill()
    await expectForty(await followToEnd(id))
    expect(server.lives).toBe(3)
    expect((await insist<ImportView>(send)).id).toBe(id)
    expect(stored().pieces).toBe(PIECES)
  })
})
