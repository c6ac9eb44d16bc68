import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServerBackend } from '../../src/server.ts'
import { ask } from '../test-server.ts'
import { BACKENDS, FamilyBackends } from './family-backends.ts'
import { chapterOf, type Family, FamilyStage } from './family-stage.ts'

describe.each(BACKENDS)('On %s', { timeout: 60_000 }, (name) => {
  const backends = new FamilyBackends()
  let stage: FamilyStage
  let backend: ServerBackend
  /** While it is set, stories on music are not written. */
  let held: Promise<void> | null = null
  beforeAll(async () => {
    const open = await backends.open(name)
    stage = await FamilyStage.open(async () => (backend = await open()), {
      async tell(brief) {
        if (brief.theme === 'music') await held
        return chapterOf(brief)
      },
    })
  }, 60_000)
  afterAll(async () => {
    await stage[Symbol.asyncDispose]()
    await backends[Symbol.asyncDispose]()
  })

  /** Reads a stream as long as the server holds it open. */
  async function follow(family: Family, runId: string) {
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<string>()
    let text = ''
    const { port } = stage.server
    const sent = request(
      { port, path: `/api/runs/${runId}/stream`, headers: { ...family.headers } },
      (response) => {
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          begun.resolve()
        })
        response.on('close', () => ended.resolve(text))
      },
    )
    sent.end()
    await begun.promise
    return ended.promise
  }
  /** Rows of an account, by table. */
  const rowsOf = async (accountId: string) => {
    const columns = {
      unfold_runs: 'account_id',
      children: 'account_id',
      stories: 'account_id',
      chapters: 'account_id',
      choices: 'account_id',
      parent_locks: 'account_id',
      user: 'id',
      session: 'userId',
      account: 'userId',
    }
    const counts = Object.entries(columns).map(async ([table, column]) => {
      const rows = await backend.records
        .selectFrom(table)
        .select(column)
        .where(column, '=', accountId)
        .execute()
      return [table, rows.length] as const
    })
    return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0))
  }
  const withWriting = async (family: Family) => {
    const release = Promise.withResolvers<void>()
    held = release.promise
    const { runId } = (await family.post('/api/runs/story', { childId: family.childId, theme: 'music' }))
      .json as { runId: string }
    return { runId, release: release.resolve }
  }

  test('the export has all that a family has, and is for the unlocked parent', async () => {
    const family = await stage.family()
    const { runId, storyId } = await family.begin({ title: 'The moonstone' })
    await family.post(`/api/stories/${storyId}/choices`, { chapterId: runId, choice: { text: 'Sing' } })
    await family.settled()
    expect((await family.get('/api/family/export')).status).toBe(403)
    const other = await stage.family()
    await other.begin()
    const parent = await family.parent()
    const { status, headers, json } = await parent.get('/api/family/export')
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain('attachment')
    expect(json).toMatchObject({
      account: { email: expect.stringContaining('@example.org') },
      children: [{ id: family.childId, nickname: 'Rivka' }],
      stories: [
        {
          storyId,
          title: 'The moonstone',
          chapters: [
            { runId, title: 'Trip 1', choice: { made: { text: 'Sing', own: true } } },
            { chapterNumber: 2, ownWords: 'Sing' },
          ],
        },
      ],
    })
    expect(json.runs).toHaveLength(2)
    const { events } = (await parent.get(`/api/runs/${runId}/events`)).json
    expect(json.runs.find((run: any) => run.runId === runId)).toMatchObject({ flow: 'story', events })
  })

  test('a story that is erased is gone with its runs and readers, also while a chapter is written', async () => {
    const family = await stage.family()
    const kept = await family.begin()
    const { runId, release } = await withWriting(family)
    const [writing] = (await family.get('/api/stories')).json.stories
    const stream = follow(family, runId)
    const parent = await family.parent()
    expect((await family.send('DELETE', `/api/stories/${writing.storyId}`)).status).toBe(403)
    expect((await parent.send('DELETE', `/api/stories/${writing.storyId}`)).status).toBe(204)
    expect(await stream).not.toContain('run.completed')
    release()
    for (const path of ['', '/events', '/stream'])
      expect((await family.get(`/api/runs/${runId}${path}`)).status).toBe(404)
    expect((await parent.send('DELETE', `/api/stories/${writing.storyId}`)).status).toBe(404)
    expect((await family.settled()).storyId).toBe(kept.storyId)
    expect((await family.get('/api/runs')).json.runs).toMatchObject([{ runId: kept.runId }])
    const choice = { chapterId: kept.runId, choice: { index: 0 } }
    expect((await parent.send('DELETE', `/api/stories/${kept.storyId}`)).status).toBe(204)
    expect((await family.post(`/api/stories/${kept.storyId}/choices`, choice)).status).toBe(404)
    expect((await family.get('/api/stories')).json.stories).toEqual([])
  })

  test('a child that is erased takes its stories along, and leaves those of the others', async () => {
    const family = await stage.family()
    const second = (await family.post('/api/children', { nickname: 'Ada', age: 9 })).json
    const { runId } = await family.begin()
    const other = await family.post('/api/runs/story', { childId: second.id, theme: 'art' })
    const parent = await family.parent()
    expect((await parent.send('DELETE', `/api/children/${family.childId}`)).status).toBe(204)
    expect((await family.get(`/api/runs/${runId}`)).status).toBe(404)
    expect((await family.get(`/api/runs/${other.json.runId}`)).status).toBe(200)
    expect(await family.settled()).toMatchObject({ childId: second.id })
    expect((await family.post('/api/runs/story', { childId: family.childId, theme: 'art' })).status).toBe(404)
  })

  test('erasing everything leaves nothing: no run, no record, no session, no reader', async () => {
    const family = await stage.family()
    const other = await stage.family()
    const theirs = await other.begin()
    const { runId } = await family.begin()
    const { runId: writing, release } = await withWriting(family)
    const stream = follow(family, writing)
    const parent = await family.parent()
    const { account } = (await family.get('/api/me')).json
    expect(Object.keys(await rowsOf(account.id))).toEqual(
      expect.arrayContaining([
        'unfold_runs',
        'children',
        'stories',
        'chapters',
        'choices',
        'user',
        'session',
      ]),
    )
    const erase = (body: object) => parent.post('/api/family/erase', body)
    expect((await erase({})).status).toBe(403)
    expect((await erase({ password: 'wrong horse' })).status).toBe(403)
    expect((await erase({ pin: '1234' })).status).toBe(403)
    expect((await family.get(`/api/runs/${runId}`)).status).toBe(200)
    const starts = Array.from({ length: 4 }, (_, i) =>
      family.post('/api/runs/story', { childId: family.childId, theme: `music ${i}` }),
    )
    expect((await erase({ password: 'correct horse' })).status).toBe(204)
    const begun = (await Promise.all(starts)).filter(({ status }) => status === 201)
    release()
    expect(await stream).not.toContain('run.completed')
    expect((await family.get('/api/children')).status).toBe(401)
    const signIn = { email: account.email, password: 'correct horse' }
    expect((await ask(stage.server, 'POST', '/api/auth/sign-in/email', { body: signIn })).status).toBe(401)
    expect(await rowsOf(account.id)).toEqual({})
    for (const run of [runId, writing, ...begun.map(({ json }) => json.runId)])
      expect(await backend.log.find(run)).toBeNull()
    expect((await other.get(`/api/runs/${theirs.runId}`)).status).toBe(200)
  })

  test('the demo family begins anew when it is erased, on the PIN that it chose', async () => {
    const demo = (method: string, path: string, body?: unknown) => ask(stage.server, method, path, { body })
    await demo('POST', '/api/children', { nickname: 'Third', age: 7 })
    expect((await demo('POST', '/api/family/erase', { password: 'any' })).status).toBe(403)
    await demo('PUT', '/api/parent/pin', { pin: '2468' })
    expect((await demo('POST', '/api/family/erase', { pin: '2468' })).status).toBe(204)
    expect((await demo('GET', '/api/children')).json.children).toMatchObject([{ id: 1 }, { id: 2 }])
    expect((await demo('GET', '/api/parent')).json).toMatchObject({ pin: false })
    expect((await demo('POST', '/api/runs/story', { childId: 1, theme: 'space' })).status).toBe(201)
  })
})
