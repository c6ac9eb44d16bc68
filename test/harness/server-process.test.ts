import { afterAll, expect, test } from 'vitest'
import { ServerProcess } from './server-process.ts'

afterAll(() => ServerProcess.endAll())

test('servers of a test that never came to its end are ended, a frozen one included', async () => {
  const [lost, frozen] = await Promise.all([ServerProcess.start(), ServerProcess.start()])
  frozen.signal('SIGSTOP')
  await ServerProcess.endAll()
  expect([lost.alive, frozen.alive]).toEqual([false, false])
})
