import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { ServerProcess } from '../harness/server-process.ts'
import { startToldModel } from '../harness/told-model.ts'

interface Received {
  path: string
  headers: Record<string, unknown>
  body: string
}

interface TracedSpan {
  name: string
  spanId: string
  parentSpanId?: string
  traceId: string
  attributes: Record<string, unknown>
  status: { code?: number }
}

/** Takes what an OTLP exporter sends, over HTTP as a collector does. */
async function startCollector() {
  const received: Received[] = []
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({
        path: request.url!,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      })
      response.setHeader('content-type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    received,
    spans: () => received.flatMap(({ body }) => spansOf(JSON.parse(body))),
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
    },
  }
}

function spansOf(message: any): TracedSpan[] {
  const spans: any[] = message.resourceSpans.flatMap((resource: any) =>
    resource.scopeSpans.flatMap((scope: any) => scope.spans),
  )
  return spans.map((span) => ({
    ...span,
    attributes: Object.fromEntries(span.attributes.map(({ key, value }: any) => [key, plainOf(value)])),
  }))
}

function plainOf(value: any): unknown {
  if (value.arrayValue) return value.arrayValue.values.map(plainOf)
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue
}

/** One chapter by a scripted model, told to its end; the server is stopped, so that everything is sent. */
async function tellTraced(env: NodeJS.ProcessEnv, onStory?: Parameters<typeof startToldModel>[0]) {
  const told = await startToldModel(onStory)
  await using _model = told.model
  await using server = await ServerProcess.start({
    UNFOLD_MODEL: 'openai:scripted',
    OPENAI_BASE_URL: told.model.url,
    ...env,
  })
  const started = await fetch(`${server.url}/api/runs/story`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ childId: 1, theme: 'space' }),
  })
  const { runId } = (await started.json()) as { runId: string }
  const answer = await fetch(`${server.url}/api/runs/${runId}/stream`)
  const log = await answer.text()
  await server.kill('SIGTERM')
  return { runId, log }
}

test('runs, steps and model calls are spans below each other, without a word of the story', async () => {
  await using collector = await startCollector()
  const { runId, log } = await tellTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  expect(log).toContain('event: run.completed')

  const spans = collector.spans()
  const run = spans.find(({ name }) => name === 'invoke_workflow story')!
  expect(run.attributes).toMatchObject({ 'unfold.run.id': runId, 'gen_ai.operation.name': 'invoke_workflow' })
  const step = spans.find(({ name }) => name === 'step generate_content')!
  expect(step).toMatchObject({ parentSpanId: run.spanId, traceId: run.traceId })
  const call = spans.find(
    ({ name, parentSpanId }) => name === 'chat scripted' && parentSpanId === step.spanId,
  )!
  expect(call.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'scripted',
    'gen_ai.output.type': 'json',
    'gen_ai.response.finish_reasons': ['stop'],
  })
  expect(Number(call.attributes['gen_ai.usage.output_tokens'])).toBeGreaterThan(0)
  expect(collector.received.every(({ path }) => path === '/v1/traces')).toBe(true)
  expect(collector.received.map(({ body }) => body).join()).not.toMatch(/Mia|brook|scene of/)
})

test('LangSmith is reached through its own variables, and gets prompts and answers when that is asked for', async () => {
  await using collector = await startCollector()
  await tellTraced({
    LANGSMITH_TRACING: 'true',
    LANGSMITH_API_KEY: 'a key',
    LANGSMITH_PROJECT: 'bedtime',
    LANGSMITH_ENDPOINT: collector.url,
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
  })
  const [first] = collector.received
  expect(first).toMatchObject({
    path: '/otel/v1/traces',
    headers: { 'x-api-key': 'a key', 'langsmith-project': 'bedtime' },
  })
  const calls = collector.spans().filter(({ name }) => name === 'chat scripted')
  const said = (key: string) => calls.map(({ attributes }) => attributes[key]).join('\n')
  expect(said('gen_ai.output.messages')).toContain('Mia took step 1')
  expect(said('gen_ai.input.messages')).toContain('system')
})

test('a call that fails is marked by its kind, never by its words', async () => {
  await using collector = await startCollector()
  await tellTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, () => [
    { status: 401, body: 'a secret in the error' },
  ])
  const call = collector.spans().find(({ name }) => name === 'chat scripted')!
  expect(call.attributes['error.type']).toBe('rejected')
  expect(call.status.code).toBe(2)
  expect(collector.received.map(({ body }) => body).join()).not.toContain('a secret')
})
