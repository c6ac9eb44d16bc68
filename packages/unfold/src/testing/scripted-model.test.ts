import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerJson, paced, tokens, type Script, type ScriptStep } from './model-script.ts'
import { startScriptedModel, type ScriptedModel } from './scripted-model.ts'

let server: ScriptedModel | null = null
afterEach(() => server?.close())

async function play(script: Script | ScriptStep[], body: object = {}) {
  server = await startScriptedModel({ script: () => script })
  return ask(server.url, body)
}

function ask(url: string, body: object) {
  return fetch(`${url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'fox-1',
      messages: [{ role: 'user', content: 'Tell me.' }],
      stream: true,
      ...body,
    }),
  })
}

/** The data of each frame, as a client of the wire sees it. */
function framesOf(body: string): any[] {
  return body
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => (frame === 'data: [DONE]' ? '[DONE]' : JSON.parse(frame.replace(/^data: /, ''))))
}

describe('the scripted model', () => {
  it('speaks the chat-completions wire', async () => {
    const response = await play(tokens('Once upon'), { stream_options: { include_usage: true } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const frames = framesOf(await response.text())
    expect(frames.map((frame) => frame.choices?.[0]?.delta?.content)).toEqual([
      'Once',
      ' upo',
      'n',
      undefined,
      undefined,
      undefined,
    ])
    expect(frames[0]).toMatchObject({
      object: 'chat.completion.chunk',
      model: 'fox-1',
      choices: [{ finish_reason: null }],
    })
    expect(frames[3]).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] })
    expect(frames[4]).toMatchObject({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 3 } })
    expect(frames[5]).toBe('[DONE]')
  })

  it('reports usage only when it is asked for', async () => {
    const frames = framesOf(await (await play(tokens('Once'))).text())
    expect(frames.some((frame) => frame.usage)).toBe(false)
  })

  it('records what it was asked, and that its answer was read', async () => {
    await (await play(tokens('Once upon'), { temperature: 0 })).text()
    const [request] = server!.requests
    await request!.whenClosed
    expect(request).toMatchObject({
      index: 0,
      body: { model: 'fox-1', temperature: 0 },
      tokensSent: 3,
      completed: true,
    })
  })

  it('waits until the test lets it go on', async () => {
    const gate = Promise.withResolvers<void>()
    const response = await play([...tokens('Once'), { wait: gate.promise }, ...tokens(' upo')])
    const reader = response.body!.getReader()
    await reader.read()
    expect(server!.requests[0]!.tokensSent).toBe(1)
    gate.resolve()
    await reader.read()
    expect(server!.requests[0]!.tokensSent).toBe(2)
    await reader.cancel()
  })

  it('cuts the socket after the bytes that it was told', async () => {
    server = await startScriptedModel({ script: () => [{ cut: 'Once', afterBytes: 20 }] })
    const request = http.request(`${server.url}/chat/completions`, { method: 'POST' }).end('{"messages":[]}')
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    let bytes = 0
    response.on('data', (chunk: Buffer) => (bytes += chunk.length))
    const [error] = await once(response, 'error')
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    expect(bytes).toBe(20)
  })

  it('answers an error with its status and headers', async () => {
    const response = await play([{ status: 429, headers: { 'retry-after': '3' } }])
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('3')
  })

  it('answers 404 where the wire has nothing', async () => {
    server = await startScriptedModel({ script: () => [] })
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404)
    expect(server.requests).toEqual([])
  })

  it('closes with an answer under way', async () => {
    const response = await play([...tokens('Once'), { stall: true }])
    await server!.close()
    await expect(response.text()).rejects.toThrow('terminated')
  })
})

describe('tokens', () => {
  it('join to the text that they were made of, in pieces of four characters', () => {
    const steps = tokens('Once\nupon 👩‍👩‍👧 a time') as { text: string }[]
    expect(steps.map((step) => step.text).join('')).toBe('Once\nupon 👩‍👩‍👧 a time')
    expect(steps[1]).toEqual({ text: '\nupo' })
    expect(steps.every((step) => step.text.isWellFormed())).toBe(true)
    expect(answerJson({ a: 1 })).toEqual(tokens('{"a":1}'))
  })

  it('keep a pace', () => {
    expect(paced(tokens('Once upo'), 5)).toEqual([
      { afterMs: 5 },
      { text: 'Once' },
      { afterMs: 5 },
      { text: ' upo' },
    ])
  })
})

describe('the scripted model as a process of its own', () => {
  const program = fileURLToPath(new URL('./scripted-model-process.ts', import.meta.url))
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unfold-scripted-model-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const scripts = {
    'script.json': JSON.stringify({ steps: tokens('Once') }),
    'script.mjs': `export default (request) => [{ text: request.body.messages[0].content.slice(0, 4) + 'x' }]`,
  }
  it.each(Object.entries(scripts))('plays %s and prints its address', async (name, source) => {
    const file = join(folder, name)
    writeFileSync(file, source)
    const child = spawn(process.execPath, [program, file])
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const frames = framesOf(await (await ask(line.toString().trim(), {})).text())
      expect(frames[0].choices[0].delta.content).toBe(name === 'script.json' ? 'Once' : 'Tellx')
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  })

  it('says how it is used', async () => {
    const child = spawn(process.execPath, [program])
    const [said, [status]] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
    expect(said).toMatch(/^usage: /)
    expect(status).toBe(2)
  })
})
