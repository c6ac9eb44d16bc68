import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ClientTarget,
  readWithCurl,
  readWithEventSource,
  readWithFetch,
  readWithHttpx,
} from './seed-clients.ts'
import { chunkFromData, chunksFromText, expectWholeFlow, type StoryChunk } from '../harness/story-chunks.ts'
import { StoryServer } from '../harness/story-server.ts'

let server: StoryServer
beforeAll(async () => {
  server = await StoryServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

const chunks = (data: string[]) => data.map(chunkFromData)
const CLIENTS: [string, (target: ClientTarget) => Promise<StoryChunk[]>][] = [
  ['curl line', async (target) => chunksFromText(await readWithCurl(target))],
  ['httpx script', async (target) => chunks(await readWithHttpx(target))],
  ['fetch snippet', async (target) => chunksFromText(await readWithFetch(target))],
  ['EventSource snippet', async (target) => chunks(await readWithEventSource(target))],
]

describe.each(CLIENTS)('the %s', (_name, read) => {
  test('reads a chapter of the demo account as it stands', async () => {
    const target = { origin: server.url, childId: 1, token: null, cookie: null }
    expectWholeFlow(await read(target), { theme: 'adventure' })
  })

  test('reads a chapter of a family with its child and credential put in', async () => {
    const family = await server.signUp()
    const before = server.asked('adventure').length
    expectWholeFlow(await read({ origin: server.url, ...family }), { theme: 'adventure' })
    expect(server.asked('adventure')).toHaveLength(before + 1)
    expect(await server.runs(family.headers)).toMatchObject([{ status: 'completed', flow: 'story' }])
  })
})

test('All clients that asked the demo account for the same chapter were answered by one run', async () => {
  const read = CLIENTS.map(([, client]) =>
    client({ origin: server.url, childId: 1, token: null, cookie: null }),
  )
  const [first, ...others] = await Promise.all(read)
  for (const other of others) expect(other).toEqual(first)
  expect(await server.runs()).toHaveLength(1)
})
