import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BACKENDS, FamilyBackends } from './family-backends.ts'
import { chapterOf, type Family, FamilyStage } from './family-stage.ts'

const storyOf = async (family: Family, storyId: string) => (await family.get(`/api/stories/${storyId}`)).json
const choose = (family: Family, storyId: string, chapterId: string, choice: object, otherwise?: true) =>
  family.post(`/api/stories/${storyId}/choices`, { chapterId, choice, ...(otherwise && { otherwise }) })

describe.each(BACKENDS)('On %s a story', { timeout: 60_000 }, (name) => {
  const backends = new FamilyBackends()
  let stage: FamilyStage
  /** While it is set, stories on art are not written. */
  let held: Promise<void> | null = null
  beforeAll(async () => {
    stage = await FamilyStage.open(await backends.open(name), {
      async tell(brief) {
        if (brief.theme === 'art') await held
        return chapterOf(brief)
      },
    })
  }, 60_000)
  afterAll(async () => {
    await stage[Symbol.asyncDispose]()
    await backends[Symbol.asyncDispose]()
  })

  test('has one next chapter for one choice, however often and from how many tabs it is made', async () => {
    const family = await stage.family()
    const { runId, storyId } = await family.begin()
    const same = await Promise.all(
      Array.from({ length: 8 }, () => choose(family, storyId, runId, { index: 0 })),
    )
    expect(new Set(same.map(({ json }) => json.runId)).size).toBe(1)
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1)
    await family.settled()
    // Long after the chapter is written, and however the words of the child were typed.
    expect(await choose(family, storyId, runId, { index: 0 })).toMatchObject({
      status: 200,
      json: { runId: same[0]!.json.runId, status: 'completed', chapterNumber: 2, readable: true },
    })
    const [, second] = (await storyOf(family, storyId)).chapters
    const own = await Promise.all(
      ['Fly to the  Moon', 'fly to the moon'].map((text) =>
        choose(family, storyId, second.chapterId, { text }),
      ),
    )
    expect(own[0]!.json.runId).toBe(own[1]!.json.runId)
    await family.settled()
    expect((await storyOf(family, storyId)).chapters).toHaveLength(3)
  })

  test('takes one of two different choices that are made at once, and says so to the other', async () => {
    const family = await stage.family()
    const { runId, storyId } = await family.begin()
    const answers = await Promise.all([0, 1].map((index) => choose(family, storyId, runId, { index })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    await family.settled()
    expect((await storyOf(family, storyId)).chapters).toHaveLength(2)
  })

  test('has one next chapter also where one that failed is gone on with', async () => {
    const family = await stage.family()
    const { runId, storyId } = await family.begin({ theme: 'art' })
    const failing = Promise.withResolvers<void>()
    held = failing.promise
    const started = (await choose(family, storyId, runId, { index: 0 })).json
    await family.post(`/api/runs/${started.runId}/cancel`)
    failing.resolve()
    while ((await family.get(`/api/runs/${started.runId}`)).json.status !== 'cancelled');
    const going = Promise.withResolvers<void>()
    held = going.promise
    const retried = (await family.post(`/api/runs/${started.runId}/retry`)).json
    expect(await choose(family, storyId, runId, { index: 0 })).toMatchObject({
      status: 200,
      json: { runId: retried.runId, chapterNumber: 2, readable: true },
    })
    going.resolve()
    held = null
    await family.settled()
    expect((await storyOf(family, storyId)).chapters).toMatchObject([{ runId }, { runId: retried.runId }])
  })

  test('keeps both branches when the child goes back and chooses otherwise, and each goes on by itself', async () => {
    const family = await stage.family()
    const { runId, storyId } = await family.begin()
    await choose(family, storyId, runId, { index: 0 })
    await family.settled()
    expect((await choose(family, storyId, runId, { index: 1 })).status).toBe(409)
    const branches = await Promise.all(
      Array.from({ length: 4 }, () => choose(family, storyId, runId, { index: 1 }, true)),
    )
    expect(new Set(branches.map(({ json }) => json.runId)).size).toBe(1)
    await family.settled()
    const story = await storyOf(family, storyId)
    const [first, left, right] = story.chapters
    expect(story.chapters).toHaveLength(3)
    expect([left, right]).toMatchObject([
      {
        chapterNumber: 2,
        parentId: first.chapterId,
        choice: { index: 0, text: 'Follow the bird', own: false },
      },
      { chapterNumber: 2, parentId: first.chapterId, choice: { index: 1, text: 'Row the boat', own: false } },
    ])
    expect(story).toMatchObject({ status: 'open', chapterNumber: 2, chapterId: right.chapterId })
    // To its end on the right; then the left one goes on from its own past.
    await choose(family, storyId, right.chapterId, { index: 0 })
    expect(await family.settled()).toMatchObject({ status: 'finished', chapterNumber: 3, endings: 1 })
    await choose(family, storyId, left.chapterId, { text: 'Sing with the bird' })
    expect(await family.settled()).toMatchObject({ status: 'finished', endings: 2 })
    const last = stage.briefs.at(-1)
    expect(last.choice).toMatchObject({ text: 'Sing with the bird', own: true })
    expect(last.previous).toHaveLength(2)
    // Nothing follows on an ending, and a branch that is there is only stood at again.
    const [, , , ending] = (await storyOf(family, storyId)).chapters
    expect((await choose(family, storyId, ending.chapterId, { index: 0 })).status).toBe(409)
    const told = stage.briefs.length
    expect(await choose(family, storyId, runId, { index: 0 })).toMatchObject({
      status: 200,
      json: { runId: left.runId },
    })
    expect(await storyOf(family, storyId)).toMatchObject({ status: 'open', chapterId: left.chapterId })
    expect(stage.briefs).toHaveLength(told)
  })

  test('of another family is not there, in whole and in parts', async () => {
    const ruth = await stage.family()
    const { runId, storyId } = await ruth.begin()
    const mallory = await (await stage.family()).parent()
    const before = await storyOf(ruth, storyId)
    const own = await mallory.begin()
    const answers = [
      await mallory.get(`/api/stories/${storyId}`),
      await choose(mallory, storyId, runId, { index: 0 }),
      // Her own story, but a chapter of somebody else's.
      await choose(mallory, own.storyId, runId, { index: 0 }, true),
      await mallory.send('DELETE', `/api/stories/${storyId}`),
      await mallory.send('DELETE', `/api/children/${ruth.childId}`),
      await mallory.send('PATCH', `/api/children/${ruth.childId}`, { nickname: 'Mine', mode: 'live' }),
      await mallory.post(`/api/parent/chapters/${runId}/release`),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    expect((await mallory.get(`/api/stories?childId=${ruth.childId}`)).json.stories).toEqual([])
    expect(await storyOf(ruth, storyId)).toEqual(before)
  })

  test('has as many chapters as were asked for, the last of which ends it', async () => {
    const family = await stage.family()
    const { storyId } = await family.begin({ totalChapters: 1 })
    expect(await storyOf(family, storyId)).toMatchObject({
      status: 'finished',
      totalChapters: 1,
      chapters: [{ isEnding: true, question: null, choices: [] }],
    })
    const shelf = async (query: string) => (await family.get(`/api/stories?${query}`)).json
    expect((await shelf('shelf=finished')).stories).toHaveLength(1)
    expect((await shelf('shelf=continue')).stories).toEqual([])
    await family.begin({ theme: 'music' })
    expect((await shelf('shelf=continue')).stories).toMatchObject([{ theme: 'music', status: 'open' }])
    const page = await shelf('limit=1')
    expect(page.stories).toMatchObject([{ theme: 'music' }])
    expect(await shelf(`limit=1&before=${page.next}`)).toMatchObject({ stories: [{ storyId }], next: null })
  })
})
