import { request } from 'node:http'
import { expect, test } from 'vitest'
import type { Brief } from '../../../../test/stories/chapters.ts'
import { FamilyBackends } from './family-backends.ts'
import { chapterOf, FamilyStage } from './family-stage.ts'

test('What is erased at one process of a cluster is gone at every other: its readers, its worker, its answers', async () => {
  await using backends = new FamilyBackends()
  const openBackend = await backends.open('PostgreSQL')
  const written = Promise.withResolvers<void>()
  const options = {
    async tell(brief: Brief) {
      await written.promise
      return chapterOf(brief)
    },
  }
  await using here = await FamilyStage.open(openBackend, options)
  await using there = await FamilyStage.open(openBackend, options)
  const family = await here.family()
  const start = { childId: family.childId, theme: 'space' }
  const runIds = await Promise.all(
    Array.from({ length: 4 }, async () => (await family.post('/api/runs/story', start)).json.runId as string),
  )
  const readers = runIds.map(async (runId) => {
    const { port } = there.server
    const closed = Promise.withResolvers<string>()
    const begun = Promise.withResolvers<void>()
    let text = ''
    request({ port, path: `/api/runs/${runId}/stream`, headers: family.headers }, (response) => {
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        begun.resolve()
      })
      response.on('close', () => closed.resolve(text))
    }).end()
    await begun.promise
    return { closed: closed.promise }
  })
  const reading = await Promise.all(readers)
  const body = { password: 'correct horse' }
  expect((await family.post('/api/family/erase', body)).status).toBe(204)
  written.resolve()
  const texts = await Promise.all(reading.map(({ closed }) => closed))
  for (const text of texts) expect(text).not.toMatch(/Mia|run\.completed/)
  // Whoever executed them, and whatever it had in hand, left nothing.
  for (const stage of [here, there]) {
    const neighbour = await stage.family()
    expect((await neighbour.get('/api/runs')).json.runs).toEqual([])
    expect((await neighbour.begin()).runId).toBeTruthy()
  }
  expect(
    [here, there].flatMap(({ server }) => server.logged.filter((line) => line.includes('"level":50'))),
  ).toEqual([])
}, 60_000)
