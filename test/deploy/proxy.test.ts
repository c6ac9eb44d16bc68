import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdStory, StoryServer } from '../harness/story-server.ts'
import { nginxIsHere, type Proxy, startBufferingProxy, startNginx } from './proxies.ts'

let server: StoryServer
let proxy: Proxy
let family: { childId: number; headers: { authorization: string } }

beforeAll(async () => {
  server = await StoryServer.start()
  const port = Number(new URL(server.url).port)
  proxy = nginxIsHere ? await startNginx(port) : await startBufferingProxy(port, true)
  // The demo account does not answer through a proxy.
  family = await server.signUp()
}, 120_000)
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})

const behind = nginxIsHere ? 'nginx with deploy/nginx.conf' : 'a proxy that buffers unless it is told not to'

test(`through ${behind}, the first frame of a story comes while the model holds its first byte`, async () => {
  const story = holdStory(null)
  server.play('lanterns', story.script)
  const url = new URL(server.streamUrl({ child_id: family.childId, theme: 'lanterns' }))
  const { signal, abort } = abortable()
  const response = await fetch(proxy.url + url.pathname + url.search, {
    headers: { ...family.headers, 'accept-encoding': 'gzip' },
    signal,
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-encoding')).toBeNull()
  await readUntil(response, /"node": ?"workflow", ?"status": ?"started"/)
  await story.reached
  story.release()
  abort()
}, 120_000)

test(`through ${behind}, a native stream shows each event before the next is made`, async () => {
  const story = holdStory('"paragraphs"')
  server.play('bridges', story.script)
  const runId = await server.startRun('bridges', family.headers, family.childId)
  const { signal, abort } = abortable()
  const response = await fetch(`${proxy.url}/api/runs/${runId}/stream`, { headers: family.headers, signal })
  await story.reached
  await readUntil(response, /event: step\.started/)
  story.release()
  abort()
}, 120_000)

test('a page behind the proxy may write: its origin is the host that the proxy passes on', async () => {
  const answer = await fetch(`${proxy.url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: proxy.url, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ name: 'Behind', email: 'behind@example.org', password: 'correct horse' }),
  })
  expect(answer.status).toBe(200)
}, 60_000)

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

/** Resolves as soon as the text is there; a stream that ends or waits before is a failure. */
async function readUntil(response: Response, wanted: RegExp): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  const reader = response.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`the stream ended before ${wanted}: ${text}`)
    text += decoder.decode(value, { stream: true })
    if (wanted.test(text)) return
  }
}
