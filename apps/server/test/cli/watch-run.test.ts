import { expect, test } from 'vitest'
import { watchRun } from '../../src/cli/watch-run.ts'

test('a server that stays away is given up as unavailable, and the line was said to be lost', async () => {
  const told: boolean[] = []
  const asked: string[] = []
  const watched = watchRun({
    api: {
      url: 'http://server',
      // It answers once, and is gone.
      fetch: async (url) => {
        asked.push(url as string)
        if (asked.length === 1) return Response.json({ status: 'running' })
        throw new TypeError('fetch failed')
      },
    },
    runId: 'r1',
    onEvents: () => {},
    onReset: () => {},
    onLine: (isLost) => told.push(isLost),
    interrupt: new AbortController().signal,
    cancelOnInterrupt: false,
    gone: new AbortController().signal,
    patienceMs: 20,
  })
  await expect(watched).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(told).toEqual([true])
  expect(asked.slice(0, 2)).toEqual(['http://server/api/runs/r1', 'http://server/api/runs/r1/stream'])
})
