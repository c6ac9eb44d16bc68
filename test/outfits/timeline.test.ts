import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunEvent } from 'unfold/protocol'
import { type ScriptedModel, type ScriptStep, startScriptedModel } from 'unfold/testing'
import { CHUNKS_PER_SECOND, timelineFrom } from '../../bench/rig/outfit-timeline.ts'
import { scriptedModel } from '../harness/house-rules.ts'
import { openOutfitsHouse, type OutfitsHouse } from './house.ts'
import { BRUNCH, goodLooks } from './looks.ts'

/** Chunks of one call, of which the test lets out as many as it says. */
class Tap {
  #open = 0
  #moved = Promise.withResolvers<void>()

  async reached(chunk: number): Promise<void> {
    while (chunk >= this.#open) await this.#moved.promise
  }

  upTo(count: number): void {
    this.#open = count
    this.#moved.resolve()
    this.#moved = Promise.withResolvers()
  }
}

// Also on a machine that has something else to do.
vi.setConfig({ testTimeout: 90_000 })

let looks: string[][]
let taps: Tap[]
let model: ScriptedModel
let house: OutfitsHouse

beforeEach(async () => {
  looks = await goodLooks()
  taps = [new Tap(), new Tap(), new Tap()]
})
afterEach(async () => {
  // Nothing may wait for a chunk that does not come.
  for (const tap of taps) tap.upTo(Infinity)
  await house[Symbol.asyncDispose]()
  await model.close()
})

/** By call, what the model says: the timeline of the bench, without its times. */
async function open(answers: readonly (readonly string[])[]): Promise<void> {
  model = await startScriptedModel({
    script: ({ index }) => stepsFrom(taps[index]!, answers[index]!),
  })
  house = await openOutfitsHouse(scriptedModel(model.url))
}

function stepsFrom(tap: Tap, chunks: readonly string[]): ScriptStep[] {
  return chunks.flatMap((text, i): ScriptStep[] => [
    {
      get wait() {
        return tap.reached(i)
      },
    },
    { text },
  ])
}

/** Waits for an event, and answers all that is in the log by then. */
async function until(runId: string, is: (event: RunEvent) => boolean, after = 0): Promise<RunEvent[]> {
  for await (const batch of house.tails.follow(runId, after, AbortSignal.timeout(60_000))) {
    if (batch.some(is)) return house.backend.log.read(runId, 0)
  }
  throw new Error('It never came.')
}

const isPart = (name: string) => (event: RunEvent) => event.type === 'part' && event.part === name
const isText = (name: string) => (event: RunEvent) => event.type === 'text' && event.part === name
const outfitsIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'part' && event.kind === 'outfit' ? [event.part] : []))

it('The wardrobe and the quick pick are there before the model says a word; then each thing as soon as its last byte is', async () => {
  const { chunks, lastChunks } = timelineFrom(looks)
  await open([chunks.map(({ text }) => text)])
  const [tap] = taps as [Tap]
  const runId = await house.start(BRUNCH)

  const early = await until(runId, isPart('quick-pick'))
  expect(early.some((event) => event.type === 'data' && event.name === 'wardrobe')).toBe(true)
  expect(early.findIndex((event) => event.type === 'data' && event.name === 'wardrobe')).toBeLessThan(
    early.findIndex(isPart('quick-pick')),
  )
  expect(early.some(({ type }) => type === 'text')).toBe(false)

  let from = 0
  for (const [i, last] of lastChunks.entries()) {
    const [reasoning, outfit] = [`reasoning-${i + 1}`, `outfit-${i + 1}`]
    // A fifth of a second of chunks is enough for the first words.
    tap.upTo(from + CHUNKS_PER_SECOND / 5)
    await until(runId, isText(reasoning))
    // All but the last byte of an outfit shows nothing of it.
    tap.upTo(last)
    await expect.poll(() => model.requests[0]!.tokensSent, { timeout: 60_000 }).toBe(last)
    expect(outfitsIn(await house.backend.log.read(runId, 0))).not.toContain(outfit)
    // And the last one is all that it takes: no later chunk has left the model.
    tap.upTo(last + 1)
    expect(outfitsIn(await until(runId, isPart(outfit)))).toEqual(
      [1, 2, 3].slice(0, i + 1).map((n) => `outfit-${n}`),
    )
    from = last + 1
  }
  tap.upTo(Infinity)
  const state = await house.state(runId)
  expect(state.status).toBe('completed')
  expect(model.requests).toHaveLength(1)
})

it('Two seconds of chunks never go by without something that a page shows', async () => {
  const { chunks } = timelineFrom(looks)
  await open([chunks.map(({ text }) => text)])
  const [tap] = taps as [Tap]
  const runId = await house.start(BRUNCH)
  await until(runId, isPart('quick-pick'))
  const step = 2 * CHUNKS_PER_SECOND
  for (let out = step; out < chunks.length; out += step) {
    const seen = (await house.backend.log.find(runId))!.head
    tap.upTo(out)
    await until(runId, ({ type }) => type === 'text' || type === 'part' || type === 'progress', seen)
  }
  tap.upTo(Infinity)
  expect((await house.state(runId)).status).toBe('completed')
})

it('In parallel an outfit waits for its own call alone, and stands in its own place', async () => {
  const timelines = looks.map((look) => timelineFrom([look]))
  await open(timelines.map(({ chunks }) => chunks.map(({ text }) => text)))
  const runId = await house.start({ ...BRUNCH, parallel: true })
  await expect.poll(() => model.requests.length, { timeout: 60_000 }).toBe(3)
  // Which call is for which slot is in what each thinks aloud.
  taps[1]!.upTo(CHUNKS_PER_SECOND / 5)
  const first = await until(runId, ({ type }) => type === 'text')
  const slot = (first.find(({ type }) => type === 'text') as { part: string }).part.split('-')[1]!
  taps[1]!.upTo(Infinity)
  expect(outfitsIn(await until(runId, isPart(`outfit-${slot}`)))).toEqual([`outfit-${slot}`])
  taps[0]!.upTo(Infinity)
  taps[2]!.upTo(Infinity)
  const { output } = await house.state(runId)
  const outfits = (output as any).outfits as { slot: number; outfit: { itemIds: string[] } }[]
  expect(outfits.map((one) => one.slot)).toEqual([1, 2, 3])
  expect(outfits[Number(slot) - 1]!.outfit.itemIds).toEqual(looks[1])
})
