import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteBackend } from 'unfold/sqlite'
import { ask } from '../test-server.ts'
import { FamilyStage } from './family-stage.ts'

test('A finished story is read again from its log, word for word, on a server whose model is gone', async () => {
  using folder = mkdtempDisposableSync(path.join(tmpdir(), 'unfold-'))
  const openBackend = () => openSqliteBackend({ folder: folder.path })
  const read = async (stage: FamilyStage, headers: Record<string, string>) => {
    const get = (at: string) => ask(stage.server, 'GET', at, { headers })
    const [shelved] = (await get('/api/stories?shelf=finished')).json.stories
    const story = (await get(`/api/stories/${shelved.storyId}`)).json
    const chapters = await Promise.all(
      story.chapters.map(async ({ runId }: { runId: string }) => [
        (await get(`/api/runs/${runId}`)).json.state,
        (await get(`/api/runs/${runId}/events`)).text,
      ]),
    )
    return { story, chapters }
  }

  let headers: Record<string, string>
  let told: object
  {
    await using stage = await FamilyStage.open(openBackend)
    const family = await stage.family()
    const { runId, storyId } = await family.begin({ totalChapters: 2 })
    await family.post(`/api/stories/${storyId}/choices`, { chapterId: runId, choice: { index: 1 } })
    expect(await family.settled()).toMatchObject({ status: 'finished', chapterNumber: 2 })
    ;({ headers } = family)
    told = await read(stage, headers)
  }
  await using stage = await FamilyStage.open(openBackend, {
    tell: () => {
      throw new Error('the model is off')
    },
  })
  expect(await read(stage, headers)).toEqual(told)
  expect(told).toMatchObject({
    chapters: [[{ status: 'completed' }, expect.stringContaining('Mia')], expect.anything()],
  })
  expect(stage.briefs).toEqual([])
})
