import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStoryteller } from '@unfold/stories/server'
import { changeChild, type House, openHouse } from './house.ts'

const READERS = [
  { age: 5, readingLevel: 'beginner', theme: 'animals' },
  { age: 8, readingLevel: 'intermediate', theme: 'space' },
  { age: 12, readingLevel: 'advanced', theme: 'mystery' },
] as const

let house: House

beforeEach(async () => {
  house = await openHouse({ model: createStoryteller({}) })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
})

it.each(['english', 'hebrew'] as const)(
  'the offline author keeps the reading contract and the parent’s limits in %s',
  async (language) => {
    const limits = { avoid: ['spiders'], spookiness: 0 }
    for (const { age, readingLevel, theme } of READERS) {
      await changeChild(house, 1, { language, age, readingLevel, limits })
      const state = await house.state(await house.start({ childId: 1, theme, totalChapters: 1 }))
      expect([state.status, state.error]).toEqual(['completed', null])
      const { metrics, paragraphs } = state.output as any
      expect(metrics.reading).toMatchObject({ over_limit: 0 })
      expect(paragraphs.join(' ')).not.toMatch(/spider|עכביש/i)
      expect(paragraphs.join(' ')).toMatch(language === 'hebrew' ? /[א-ת]/ : /[a-z]/)
    }
  },
)
