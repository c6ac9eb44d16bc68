/**
 * The clients of the source text, as they stand there: only origin, child and token are put in. Each gives what it
 * received, as the text of the stream or the text of every `data`.
 */
import { execFile, spawnSync } from 'node:child_process'
import http from 'node:http'
import { promisify } from 'node:util'
import { EventSource as NodeEventSource } from 'eventsource'

export interface ClientTarget {
  origin: string
  childId: number
  /** Null: nothing is put in. */
  token: string | null
  /** What a browser that is signed in would send along. */
  cookie: string | null
}

const run = promisify(execFile)

const curlIsHere = spawnSync('curl', ['--version']).status === 0

export async function readWithCurl({ origin, childId, token }: ClientTarget): Promise<string> {
  const url = `${origin}/api/v1/stories/generate/stream?child_id=${childId}&theme=adventure&chapter_number=1`
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${token ?? 'YOUR_TOKEN'}` }
  if (!curlIsHere) return readAsCurl(url, headers)
  const { stdout } = await run('curl', [
    '-N',
    '-H',
    'Accept: text/event-stream',
    '-H',
    `Authorization: Bearer ${token ?? 'YOUR_TOKEN'}`,
    url,
  ])
  return stdout
}

/** The same request where there is no curl. */
async function readAsCurl(url: string, headers: Record<string, string>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  http.get(url, { headers: { ...headers, 'user-agent': 'curl/8.0.0' } }, resolve).on('error', reject)
  let text = ''
  for await (const chunk of (await promise).setEncoding('utf8')) text += chunk
  return text
}

const HTTPX = (origin: string, childId: number, token: string) => `
import asyncio
import httpx

async def test_streaming():
    async with httpx.AsyncClient() as client:
        async with client.stream(
            "GET",
            "${origin}/api/v1/stories/generate/stream",
            params={
                "child_id": ${childId},
                "theme": "adventure",
                "chapter_number": 1
            },
            headers={"Authorization": "Bearer ${token}"},
            timeout=300.0  # 5 minute timeout
        ) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    data = line[6:]  # Remove "data: " prefix
                    print(f"Received: {data}")

asyncio.run(test_streaming())
`

/** Where httpx is installed at all: it may belong to the system's Python and not to the first one found. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import httpx']).status === 0,
)

export async function readWithHttpx({ origin, childId, token }: ClientTarget): Promise<string[]> {
  if (python === undefined) return readLines(origin, childId, token ?? 'YOUR_TOKEN')
  const { stdout } = await run(python, ['-c', HTTPX(origin, childId, token ?? 'YOUR_TOKEN')], {
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => line.replace(/^Received: /, ''))
}

/** The script's loop, line by line, where no Python has httpx. */
async function readLines(origin: string, childId: number, token: string): Promise<string[]> {
  const query = new URLSearchParams({ child_id: String(childId), theme: 'adventure', chapter_number: '1' })
  const response = await fetch(`${origin}/api/v1/stories/generate/stream?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const lines = (await response.text()).split('\n')
  return lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6))
}

export async function readWithFetch({ origin, childId, cookie }: ClientTarget): Promise<string> {
  const fetch = browserFetch(cookie)
  let text = ''
  const response = await fetch(
    `${origin}/api/v1/stories/generate/stream?child_id=${childId}&theme=adventure&chapter_number=1`,
    {
      credentials: 'include', // Include cookies for auth
      headers: {
        Accept: 'text/event-stream',
      },
    },
  )

  const reader = response.body!.getReader()
  const decoder = new TextDecoder()

  while (true) {
    const { done, value } = await reader.read()
    if (done) break

    const chunk = decoder.decode(value)
    text += chunk
  }
  return text
}

export function readWithEventSource({ origin, childId, cookie }: ClientTarget): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>()
  const received: string[] = []
  const eventSource = new NodeEventSource(
    `${origin}/api/v1/stories/generate/stream?child_id=${childId}&theme=adventure`,
    { withCredentials: true, fetch: browserFetch(cookie) },
  )

  eventSource.addEventListener('story_chunk', (event) => {
    received.push(event.data)
  })

  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as it stands in the snippet
  eventSource.onerror = () => {
    eventSource.close()
    resolve(received)
  }
  return promise
}

/** A browser adds its cookies by itself; Node has none. */
function browserFetch(cookie: string | null): typeof fetch {
  return (url, init) =>
    fetch(url, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), ...(cookie === null ? {} : { cookie }) },
    })
}
