import { afterEach, describe, expect, it } from 'vitest'
import { createStoryteller } from '../../apps/stories/server/storyteller/index.ts'
import { ACCOUNT } from '../harness/house-rules.ts'
import { changeChild, type House, openHouse } from './house.ts'

const START = { childId: 1, theme: 'art' }
let house: House
afterEach(() => house[Symbol.asyncDispose]())

const rows = () =>
  house.backend.records.selectFrom('stories').select(['id', 'title', 'asked_title']).execute()

async function tell(body: object): Promise<any> {
  const state = await house.state(await house.start({ ...START, ...body }))
  expect(state.status).toBe('completed')
  return state.output
}

describe('the name of a story', () => {
  it('is that of its first chapter, so that two of one theme are told apart, and it stays', async () => {
    house = await openHouse({ model: createStoryteller({}) })
    const first = await tell({})
    const second = await tell({})
    // The run, and whoever reads the seed's frames, has the title that it was begun with.
    expect([first.storyTitle, second.storyTitle]).toEqual(['Art Adventure', 'Art Adventure'])
    expect(first.title).not.toBe(second.title)
    expect(new Set((await rows()).map(({ title }) => title))).toEqual(new Set([first.title, second.title]))
    const next = await tell({ chapterNumber: 2, storyId: first.storyId, choice: { index: 0 } })
    expect(next.storyTitle).toBe(first.title)
    expect(await rows()).toContainEqual({ id: first.storyId, title: first.title, asked_title: null })
  })

  it('is the one that somebody gave it', async () => {
    house = await openHouse({ model: createStoryteller({}) })
    const told = await tell({ title: 'The blue door' })
    expect(told.storyTitle).toBe('The blue door')
    expect(await rows()).toMatchObject([{ title: 'The blue door', asked_title: 'The blue door' }])
  })

  it('tells nothing of a chapter that waits for a grown-up, until it is released', async () => {
    house = await openHouse({ model: createStoryteller({}) })
    await changeChild(house, 1, { mode: 'approve' })
    const { title } = await tell({})
    expect(await rows()).toMatchObject([{ title: 'Art Adventure' }])
    const [chapter] = await house.backend.records.selectFrom('chapters').select('id').execute()
    const release = house.app.routes.find(({ path }) => path.endsWith('/release'))!
    const account = { ...ACCOUNT, unlocked: true }
    for (let asked = 0; asked < 2; asked++) {
      await release.run({ account, params: { id: chapter!.id } } as never)
      expect(await rows()).toMatchObject([{ title }])
    }
  })
})
