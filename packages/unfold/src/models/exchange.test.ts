import http from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { startScriptedModel, type ScriptedModel } from '../testing/scripted-model.ts'
import { tokens, type ScriptStep } from '../testing/model-script.ts'
import { Exchange } from './exchange.ts'

const idleMs = 1000
let server: ScriptedModel
let agent: http.Agent
afterEach(async () => {
  vi.useRealTimers()
  agent.destroy()
  await server.close()
})

async function exchangeOf(steps: ScriptStep[]): Promise<Exchange> {
  server = await startScriptedModel({ script: () => steps })
  agent = new http.Agent({ keepAlive: true })
  return new Exchange({
    id: 'test:model',
    url: new URL(`${server.url}/chat/completions`),
    headers: {},
    body: JSON.stringify({ model: 'm', messages: [] }),
    agent,
    timeouts: { firstByteMs: 60_000, idleMs },
  })
}

it('holds the provider back while its reader is slow, and does not take that for a stall', async () => {
  const steps = Array.from({ length: 64 }, () => ({ text: 'x'.repeat(1024 * 1024) }))
  // Sockets do not go by these timers, so that time stands still only for the silence that is measured.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const exchange = await exchangeOf(steps)
  const response = await exchange.response()
  while (!response.isPaused()) await turn()
  vi.advanceTimersByTime(3 * idleMs)
  expect(server.requests[0]!.tokensSent).toBeLessThan(steps.length)
  let bytes = 0
  for (;;) {
    const chunks = await exchange.read()
    if (!chunks) break
    bytes += chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }
  exchange.close(true)
  expect(bytes).toBeGreaterThan(64 * 1024 * 1024)
  expect(vi.getTimerCount()).toBe(0)
})

it('keeps the connection of a finished answer only as long as its end takes to come', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const exchange = await exchangeOf([...tokens('Once'), { stall: true }])
  await exchange.read()
  exchange.close(true)
  expect(Object.values(agent.sockets).flat()).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  await server.requests[0]!.whenClosed
  expect(vi.getTimerCount()).toBe(0)
})
