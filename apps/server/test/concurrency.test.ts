import { isTerminal, type RunEvent } from 'unfold/protocol'
import { openSqliteBackend } from 'unfold/sqlite'
import { expect, test } from 'vitest'
import { configFromEnv } from '../src/config.ts'
import { ask, openTestServer } from './test-server.ts'

test('a worker executes as many runs at a time as it is told to', async () => {
  const { UNFOLD_WORKER_CONCURRENCY: concurrency } = configFromEnv({ UNFOLD_WORKER_CONCURRENCY: '1' })
  await using server = await openTestServer(openSqliteBackend, { concurrency })
  const ids: string[] = []
  for (const word of ['one', 'two', 'three'])
    ids.push((await ask(server, 'POST', '/api/runs/word', { body: { word } })).json.runId)
  const events = async (id: string): Promise<RunEvent[]> =>
    (await ask(server, 'GET', `/api/runs/${id}/events`)).json.events
  await expect.poll(async () => (await events(ids[0]!)).some(({ type }) => type === 'text')).toBe(true)
  // The first is held at its place; the others wait for it.
  for (const id of ids.slice(1)) expect((await events(id)).map(({ type }) => type)).toEqual(['run.accepted'])
  server.endWords()
  await expect
    .poll(async () => (await Promise.all(ids.map(events))).every((log) => isTerminal(log.at(-1)!)))
    .toBe(true)
  const spans = (await Promise.all(ids.map(events))).map((log) => [log[1]!.at, log.at(-1)!.at] as const)
  for (const [index, [began]] of spans.entries())
    for (const [, ended] of spans.slice(0, index)) expect(began).toBeGreaterThanOrEqual(ended)
})
