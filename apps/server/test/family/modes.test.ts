import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteBackend } from 'unfold/sqlite'
import { ask } from '../test-server.ts'
import { chapterOf, type Family, FamilyStage } from './family-stage.ts'

/** Told once, and turned down by the rules. */
const WITHHELD = 'The robber took his gun and shot the baker.'

let stage: FamilyStage
/** While it is set, the model does not answer. */
let held: Promise<void> | null = null
beforeAll(async () => {
  stage = await FamilyStage.open(openSqliteBackend, {
    async tell(brief) {
      await held
      if (brief.theme !== 'mystery' || brief.reason !== undefined) return chapterOf(brief)
      return chapterOf(brief, { paragraphs: [WITHHELD, 'B.', 'C.', 'D.'] })
    },
  })
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Every route on which a child could read the run, and what it answers. */
async function childMode(family: Family, runId: string) {
  const query = `child_id=${family.childId}&theme=space`
  const paths = [
    `/api/runs/${runId}`,
    `/api/runs/${runId}/events`,
    `/api/runs/${runId}/stream`,
    `/api/v1/stories/generate/stream?${query}`,
  ]
  const answers = await Promise.all(paths.map((path) => family.get(path)))
  answers.push(await family.post('/api/tickets', { run: runId }))
  answers.push(await family.post(`/api/runs/${runId}/cancel`), await family.post(`/api/runs/${runId}/retry`))
  return answers
}
const listed = async (family: Family) =>
  (await family.get('/api/runs')).json.runs.map((run: { runId: string }) => run.runId)

test('A chapter that waits for approval is a 404 on every way of the child, while the parent reads it', async () => {
  const family = await stage.family({ mode: 'approve' })
  const query = `child_id=${family.childId}&theme=space`
  // The seed's endpoint starts the chapter and shows nothing of it.
  expect((await family.get(`/api/v1/stories/generate/stream?${query}`)).status).toBe(404)
  const waiting = await family.settled()
  expect(waiting).toMatchObject({ status: 'waiting', chapterNumber: 1, runId: null })
  const parent = await family.parent()
  const { chapters } = (await parent.get('/api/parent/chapters')).json
  expect(chapters).toMatchObject([
    { nickname: 'Rivka', mode: 'approve', storyId: waiting.storyId, title: 'Trip 1' },
  ])
  const [{ chapterId, runId }] = chapters

  expect((await childMode(family, runId)).map(({ status }) => status)).toEqual(Array(7).fill(404))
  expect(await listed(family)).toEqual([])
  const story = await family.get(`/api/stories/${waiting.storyId}`)
  expect(story.json.chapters).toMatchObject([
    { status: 'waiting', released: false, runId: null, title: null, question: null, choices: [] },
  ])
  expect(story.text).not.toContain('Mia')
  const choice = { chapterId, choice: { index: 0 } }
  expect((await family.post(`/api/stories/${waiting.storyId}/choices`, choice)).status).toBe(404)
  expect((await family.post(`/api/parent/chapters/${chapterId}/release`)).status).toBe(403)
  expect((await family.get('/api/parent/chapters')).status).toBe(403)

  expect((await parent.get(`/api/runs/${runId}`)).text).toContain('Mia walked')
  expect((await parent.get(`/api/runs/${runId}/events`)).headers['cache-control']).toBe('no-store')
  expect((await parent.get(`/api/stories/${waiting.storyId}`)).json.chapters).toMatchObject([
    { status: 'waiting', runId, title: 'Trip 1' },
  ])
  expect(await listed(parent)).toEqual([runId])

  const released = await parent.post(`/api/parent/chapters/${chapterId}/release`)
  expect(released).toMatchObject({ status: 200, json: { chapterId } })
  expect((await parent.post(`/api/parent/chapters/${chapterId}/release`)).json).toEqual(released.json)
  const open = await childMode(family, runId)
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201, 200, 409])
  expect(open[0]!.text).toContain('Mia walked')
  expect(await listed(family)).toEqual([runId])
  expect(await family.settled()).toMatchObject({ status: 'open', runId })
  // The next one waits again.
  expect((await family.post(`/api/stories/${waiting.storyId}/choices`, choice)).json.readable).toBe(false)
  expect(await family.settled()).toMatchObject({ status: 'waiting', chapterNumber: 2 })
})

test('One scene ahead, a chapter opens by itself when it is whole, and the parent reads it before', async () => {
  const family = await stage.family({ mode: 'one-ahead' })
  const parent = await family.parent()
  const written = Promise.withResolvers<void>()
  held = written.promise
  const { runId } = (await family.post('/api/runs/story', { childId: family.childId, theme: 'space' })).json
  expect((await family.get(`/api/runs/${runId}`)).status).toBe(404)
  const [{ storyId, ...writing }] = (await family.get('/api/stories')).json.stories
  expect(writing).toMatchObject({ status: 'writing', runId: null })
  expect((await family.get(`/api/stories/${storyId}`)).json.chapters).toMatchObject([
    { status: 'writing', released: false, runId: null },
  ])
  expect((await parent.get(`/api/runs/${runId}`)).status).toBe(200)
  written.resolve()
  held = null
  expect(await family.settled()).toMatchObject({ status: 'open', runId })
  expect((await family.get(`/api/runs/${runId}`)).text).toContain('Mia walked')
})

test('What was withheld is on the page of the unlocked parent, with its reason, and nowhere else', async () => {
  const family = await stage.family()
  const { runId, storyId } = await family.begin({ theme: 'mystery', title: 'The bakery' })
  const parent = await family.parent()
  const page = await parent.get('/api/parent/withheld')
  expect(page.json).toMatchObject({
    sentences: [
      {
        text: WITHHELD,
        kind: 'sentence',
        reason: expect.stringMatching(/\w/),
        cause: 'rejected',
        childId: family.childId,
        nickname: 'Rivka',
        storyId,
        storyTitle: 'The bakery',
        chapterNumber: 1,
        runId,
      },
    ],
    next: null,
  })
  expect((await parent.get(`/api/parent/withheld?childId=${family.childId + 1}`)).json.sentences).toEqual([])
  expect((await (await (await stage.family()).parent()).get('/api/parent/withheld')).json.sentences).toEqual(
    [],
  )
  const locked = await family.get('/api/parent/withheld')
  expect(locked).toMatchObject({ status: 403, json: { code: 'FORBIDDEN' } })
  const elsewhere = [
    `/api/runs/${runId}`,
    `/api/runs/${runId}/events`,
    `/api/stories/${storyId}`,
    '/api/stories',
    '/api/family/export',
    '/api/runs',
  ]
  for (const path of elsewhere) {
    const answer = await parent.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.text).not.toContain('robber')
  }
  expect(stage.server.logged.join('\n')).not.toContain('robber')
})

test('A ticket of the parent for a chapter that waits is not given', async () => {
  const family = await stage.family({ mode: 'approve' })
  await family.begin()
  const parent = await family.parent()
  const [{ runId }] = (await parent.get('/api/parent/chapters')).json.chapters
  expect((await parent.post('/api/tickets', { run: runId })).status).toBe(404)
})

test('Topics that a parent wants avoided reach no child: not in a story, a title, a choice or its own words', async () => {
  const family = await stage.family({ limits: { avoid: ['bird'], spookiness: 0 } })
  const start = (more: object) =>
    family.post('/api/runs/story', { childId: family.childId, theme: 'space', ...more })
  expect(await start({ title: 'The blue bird' })).toMatchObject({ status: 422, json: { code: 'INVALID' } })
  expect((await start({ theme: 'birds' })).status).toBe(422)
  const { runId } = (await start({})).json
  await family.settled()
  const run = await family.get(`/api/runs/${runId}`)
  expect(run.json.status).toBe('completed')
  expect(run.json.state.parts.length).toBeGreaterThan(3)
  expect(run.text).not.toMatch(/bird/i)
  expect(await ask(stage.server, 'GET', `/api/runs/${runId}`)).toMatchObject({ status: 404 })
})

test('A server whose checker does not answer is not ready, and its chapters say no unchecked word', async () => {
  let isSilent = false
  const checker = {
    name: 'moody',
    check: () => {
      if (isSilent) throw new Error('no answer')
      return { safe: true } as const
    },
  }
  await using moody = await FamilyStage.open(openSqliteBackend, { checkers: [checker] })
  const ready = async () => {
    const { status, json } = await ask(moody.server, 'GET', '/readyz')
    return [status, json.checks.find(({ name }: { name: string }) => name === 'safety checker').ok]
  }
  // The worker says first that it is there.
  await expect.poll(ready, { timeout: 20_000 }).toEqual([200, true])
  isSilent = true
  expect(await ready()).toEqual([503, false])
  const family = await moody.family().catch((error: unknown) => String(error))
  expect(family).toContain('SAFETY_CHECK_FAILED')
})
