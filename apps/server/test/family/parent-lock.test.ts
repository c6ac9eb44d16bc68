import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openSqliteBackend } from 'unfold/sqlite'
import { ask, cookieOf } from '../test-server.ts'
import { type Family, FamilyStage } from './family-stage.ts'

let stage: FamilyStage
/** Ahead of the true time by so much. */
let aheadMs = 0
beforeAll(async () => {
  stage = await FamilyStage.open(openSqliteBackend, { now: () => Date.now() + aheadMs })
})
afterAll(() => stage[Symbol.asyncDispose]())
beforeEach(() => {
  aheadMs = 0
})

const MINUTES = 60_000
const unlock = (family: Family, body: object = {}) => family.post('/api/parent/unlock', body)
const mode = (family: Family) => family.send('PATCH', `/api/children/${family.childId}`, { mode: 'approve' })

test('Every session is in child mode, whose holder changes no limits, and the unlocked parent does', async () => {
  const family = await stage.family()
  expect((await family.get('/api/parent')).json).toEqual({
    pin: false,
    unlocked: false,
    until: null,
    fresh: true,
  })
  expect(await mode(family)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN' } })
  const limits = { avoid: ['spiders'], spookiness: 0 }
  expect((await family.send('PATCH', `/api/children/${family.childId}`, { limits })).status).toBe(403)
  expect((await family.send('DELETE', `/api/children/${family.childId}`)).status).toBe(403)
  const parent = await family.parent()
  expect((await parent.get('/api/parent')).json).toMatchObject({ unlocked: true, until: expect.any(Number) })
  expect((await mode(parent)).json).toMatchObject({ mode: 'approve', nickname: 'Rivka', age: 8 })
  expect((await parent.send('PATCH', `/api/children/${family.childId}`, { limits })).json).toMatchObject({
    limits,
  })
  expect((await family.get('/api/children')).json.children).toMatchObject([{ mode: 'approve', limits }])
})

test('With a PIN, what a child could use to slip out of its limits is the parent’s too', async () => {
  const family = await stage.family()
  const older = { nickname: 'Big Rivka', age: 12 }
  expect((await family.send('PATCH', `/api/children/${family.childId}`, { age: 9 })).status).toBe(200)
  expect((await family.send('PUT', '/api/parent/pin', { pin: '4711' })).status).toBe(200)
  expect((await family.send('PATCH', `/api/children/${family.childId}`, older)).status).toBe(403)
  expect((await family.post('/api/children', older)).status).toBe(403)
  const parent = await family.parent()
  expect((await parent.post('/api/children', older)).status).toBe(201)
  expect((await parent.send('DELETE', `/api/children/${family.childId}`)).status).toBe(204)
  expect((await family.get('/api/children')).json.children).toMatchObject([older])
})

test('PIN, password and fresh sign-in unlock for a quarter of an hour; nothing else does', async () => {
  const family = await stage.family()
  await family.send('PUT', '/api/parent/pin', { pin: '4711' })
  aheadMs = 11 * MINUTES
  expect((await unlock(family)).status).toBe(403)
  expect((await unlock(family, { password: 'wrong horse' })).status).toBe(403)
  expect((await unlock(family, { password: 'correct horse' })).status).toBe(200)
  expect((await unlock(family, { pin: '4712' })).status).toBe(403)
  const unlocked = await unlock(family, { pin: '4711' })
  const cookie = `${family.cookie}; ${cookieOf(unlocked)}`
  const withheld = (headers: Record<string, string>) =>
    ask(stage.server, 'GET', '/api/parent/withheld', { headers })
  expect((await withheld({ cookie })).status).toBe(200)
  expect((await withheld({ cookie: `${cookie}x` })).status).toBe(403)
  expect(unlocked.headers['set-cookie']).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict/)])
  aheadMs += 15 * MINUTES
  expect((await withheld({ cookie })).status).toBe(403)
})

test('What unlocks one family unlocks no other', async () => {
  const [ruth, mallory] = [await stage.family(), await stage.family()]
  const { token } = (await unlock(ruth)).json
  const headers = { ...mallory.headers, 'x-unfold-parent': token }
  expect((await ask(stage.server, 'GET', '/api/parent/withheld', { headers })).status).toBe(403)
})

test('Locking locks every device, and the sign-in is not fresh any more', async () => {
  const family = await stage.family()
  const parent = await family.parent()
  const state = await family.post('/api/parent/lock')
  expect(state.json).toMatchObject({ unlocked: false, fresh: false })
  expect((await mode(parent)).status).toBe(403)
  expect((await unlock(family)).status).toBe(403)
  expect((await unlock(family, { password: 'correct horse' })).status).toBe(200)
})

test('Signing out takes the key from this device', async () => {
  const family = await stage.family()
  await unlock(family)
  const out = await family.post('/api/auth/sign-out')
  expect(out.headers['set-cookie']).toContainEqual(expect.stringMatching(/^unfold\.parent=; Max-Age=0/))
})

test('After five wrong tries nobody is let in for a while, whatever they know', async () => {
  const family = await stage.family()
  await family.send('PUT', '/api/parent/pin', { pin: '4711' })
  const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => unlock(family, { pin: `000${i}` })))
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array(5).fill(403),
    ...Array(3).fill(429),
  ])
  const limited = await unlock(family, { pin: '4711' })
  expect(limited).toMatchObject({ status: 429, json: { code: 'LIMIT_EXCEEDED' } })
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(60)
  expect((await unlock(family, { password: 'correct horse' })).status).toBe(429)
  aheadMs = 15 * MINUTES
  expect((await unlock(family, { pin: '4711' })).status).toBe(200)
})

test('Another PIN is chosen by the unlocked parent alone; a forgotten one is replaced by the password', async () => {
  const family = await stage.family()
  const put = (body: object, as = family) => as.send('PUT', '/api/parent/pin', body)
  expect((await put({ pin: '47110' })).status).toBe(200)
  for (const pin of ['123', '123456789', 'abcd', '']) expect((await put({ pin })).status).toBe(422)
  aheadMs = 11 * MINUTES
  expect((await put({ pin: '0000' })).status).toBe(403)
  expect((await put({ pin: '0000', password: 'correct horse' })).status).toBe(200)
  expect((await unlock(family, { pin: '47110' })).status).toBe(403)
  expect((await unlock(family, { pin: '0000' })).status).toBe(200)
})

test('The demo family, which has no password, chooses its first PIN freely and no second one', async () => {
  const demo = (method: string, path: string, body?: unknown) => ask(stage.server, method, path, { body })
  expect((await demo('POST', '/api/parent/unlock', {})).status).toBe(403)
  expect((await demo('POST', '/api/parent/unlock', { password: 'any' })).status).toBe(403)
  expect((await demo('PUT', '/api/parent/pin', { pin: '2468' })).json).toMatchObject({
    pin: true,
    unlocked: true,
  })
  expect((await demo('PUT', '/api/parent/pin', { pin: '1357' })).status).toBe(403)
  expect((await demo('POST', '/api/parent/unlock', { pin: '2468' })).status).toBe(200)
})
