import { expect, test } from 'vitest'
import { openSqliteBackend } from 'unfold/sqlite'
import { chapterOf, FamilyStage } from './family-stage.ts'

const openBackend = (options: { folder: string }) => openSqliteBackend(options)

test('A first chapter that breaks off rests on the shelf with its words, and goes on from there', async () => {
  let isDown = true
  await using stage = await FamilyStage.open(openBackend, {
    tell(brief) {
      // Some words, and then nothing more.
      if (isDown && brief.committed) throw new Error('the model is gone')
      const whole = chapterOf(brief) as { paragraphs: string[] }
      return isDown ? { paragraphs: whole.paragraphs.slice(0, 1) } : whole
    },
  })
  const family = await stage.family()
  const stranger = await stage.family()
  const start = { childId: family.childId, theme: 'space', totalChapters: 2 }
  const { runId } = (await family.post('/api/runs/story', start)).json
  await expect
    .poll(async () => (await family.get(`/api/runs/${runId}`)).json.status, { timeout: 30_000 })
    .toBe('failed')

  const [story] = (await family.get('/api/stories?shelf=continue')).json.stories
  expect(story).toMatchObject({ status: 'resting', runId, chapterNumber: 1, totalChapters: 2, endings: 0 })
  expect((await family.get(`/api/stories/${story.storyId}`)).json).toMatchObject({
    status: 'resting',
    runId,
    chapters: [],
  })
  expect((await family.get('/api/stories?shelf=finished')).json.stories).toEqual([])
  expect((await stranger.get('/api/stories')).json.stories).toEqual([])
  expect((await stranger.get(`/api/stories/${story.storyId}`)).status).toBe(404)

  // Gone on with, it is one story on the shelf, and rests no more.
  isDown = false
  await family.post(`/api/runs/${runId}/retry`)
  await expect
    .poll(async () => (await family.get('/api/stories')).json.stories.map(({ status }: any) => status))
    .toEqual(['open'])
  expect((await family.get('/api/stories')).json.stories).toMatchObject([{ storyId: story.storyId }])
}, 60_000)

test('A later chapter that broke off is gone on with when its choice is made again, and not told anew', async () => {
  let isDown = false
  await using stage = await FamilyStage.open(openBackend, {
    tell(brief) {
      if (isDown && brief.committed) throw new Error('the model is gone')
      const whole = chapterOf(brief) as { paragraphs: string[] }
      return isDown ? { paragraphs: whole.paragraphs.slice(0, 1) } : whole
    },
  })
  const family = await stage.family()
  const { runId: first, storyId } = await family.begin({ totalChapters: 2 })
  const choose = (index: number, otherwise = false) =>
    family.post(`/api/stories/${storyId}/choices`, { chapterId: first, choice: { index }, otherwise })
  isDown = true
  const { runId } = (await choose(0)).json
  const stateOf = async (id: string) => (await family.get(`/api/runs/${id}`)).json
  await expect.poll(async () => (await stateOf(runId)).status, { timeout: 30_000 }).toBe('failed')
  const [kept] = (await stateOf(runId)).state.parts

  isDown = false
  expect((await choose(1)).status).toBe(409)
  const again = await choose(0)
  expect(again).toMatchObject({ status: 201, json: { chapterNumber: 2, readable: true } })
  expect(await family.settled()).toMatchObject({ status: 'finished', runId: again.json.runId })
  const { state } = await stateOf(again.json.runId)
  expect(state.parts[0].text.startsWith(kept.text)).toBe(true)
  expect((await family.get(`/api/runs/${again.json.runId}/events`)).json.events[0].continues).toBe(runId)
  expect((await choose(0)).json.runId).toBe(again.json.runId)
}, 60_000)

test('A first chapter that broke off before its first word, or waits for approval, is on no child’s shelf', async () => {
  await using stage = await FamilyStage.open(openBackend, {
    tell(brief) {
      if (brief.theme === 'art' || brief.committed) throw new Error('the model is gone')
      const whole = chapterOf(brief) as { paragraphs: string[] }
      return { paragraphs: whole.paragraphs.slice(0, 1) }
    },
  })
  const family = await stage.family({ mode: 'approve' })
  const parent = await family.parent()
  for (const theme of ['art', 'space']) {
    const { runId } = (await family.post('/api/runs/story', { childId: family.childId, theme })).json
    await expect
      .poll(async () => (await parent.get(`/api/runs/${runId}`)).json.status, { timeout: 30_000 })
      .toBe('failed')
  }
  expect((await family.get('/api/stories')).json.stories).toEqual([])
  expect((await parent.get('/api/stories')).json.stories).toMatchObject([
    { theme: 'space', status: 'resting' },
  ])
}, 60_000)
