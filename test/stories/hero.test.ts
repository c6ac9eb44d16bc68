import { afterEach, describe, expect, it } from 'vitest'
import { createStoryteller } from '@unfold/stories/server'
import { answerJson, startScriptedModel } from 'unfold/testing'
import { ACCOUNT } from '../harness/house-rules.ts'
import { briefOf, scriptedChapter } from './chapters.ts'
import { changeChild, type House, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'animals' }
const HERO = { name: 'Wilhelmina Kakadu', pronoun: 'she' }

let house: House

afterEach(async () => {
  await house[Symbol.asyncDispose]()
})

describe('a hero whom the family names', () => {
  it('is in the brief of each chapter, as data, and in the family’s file', async () => {
    await using stack = new AsyncDisposableStack()
    const model = await startScriptedModel({
      script: (request) => answerJson(scriptedChapter(briefOf(request).chapterNumber)),
    })
    stack.defer(() => model.close())
    house = await openHouse({ model: scriptedModel(model.url) })
    const first = await house.start({ ...START, hero: HERO })
    expect((await house.state(first)).status).toBe('completed')
    await house.ended(await house.start({ ...START, chapterNumber: 2, choice: { index: 0 } }))
    expect(model.requests).toHaveLength(2)
    for (const request of model.requests) {
      expect(briefOf(request).hero).toEqual(HERO)
      expect(JSON.stringify(request.body.messages[0])).not.toContain(HERO.name)
    }
    const { stories } = await house.app.exportOf(ACCOUNT.id)
    const kept = await Array.fromAsync((stories as () => AsyncIterable<unknown>)())
    expect(kept).toMatchObject([{ hero: HERO }])
  })

  it.each(['english', 'hebrew'] as const)(
    'is the offline author’s to the end, and within the child’s reading contract, in %s',
    async (language) => {
      house = await openHouse({ model: createStoryteller({}) })
      await changeChild(house, 1, { language })
      for (const hero of [HERO, { name: 'בן ציון הגדול מכולם', pronoun: 'he' }])
        for (const chapterNumber of [1, 2, 3]) {
          const more =
            chapterNumber === 1 ? { hero, title: hero.name } : { title: hero.name, choice: { index: 1 } }
          const { status, output } = await house.state(
            await house.start({ ...START, ...more, chapterNumber }),
          )
          expect(status).toBe('completed')
          const { paragraphs, metrics } = output as any
          expect(paragraphs.join(' ')).toContain(hero.name)
          expect(metrics.reading).toMatchObject({ over_limit: 0 })
        }
    },
  )

  it.each([
    ['by the rules', 'Bloody Killer'],
    ['by what the parent wants avoided', 'Spider'],
    ['for its length', 'Wilhelmina Kakadu Of Zanzibar'],
    ['for its signs', 'Mia. Go'],
  ])('is refused %s, by the name of its field, and nothing is stored', async (_, name) => {
    house = await openHouse({ model: createStoryteller({}) })
    await changeChild(house, 1, { limits: { avoid: ['spiders'], spookiness: 1 } })
    const asked = house.start({ ...START, hero: { name, pronoun: 'she' } })
    await expect(asked).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'body.hero.name', message: expect.stringMatching(/^[A-Z].*\.$/) }],
    })
    expect(await house.backend.log.list({ accountId: ACCOUNT.id, limit: 5 })).toEqual([])
  })

  it('comes with the first chapter alone', async () => {
    house = await openHouse({ model: createStoryteller({}) })
    await house.ended(await house.start(START))
    const asked = house.start({ ...START, chapterNumber: 2, choice: { index: 0 }, hero: HERO })
    await expect(asked).rejects.toMatchObject({ code: 'INVALID', fields: [{ field: 'body.hero' }] })
  })
})
