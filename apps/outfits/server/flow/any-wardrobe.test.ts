import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Flow, RunTails } from 'unfold/core'
import { foldAll, type RunEvent, UnfoldError } from 'unfold/protocol'
import { createRunApi, createRunStreams, type RunApi } from 'unfold/server'
import { openSqliteBackend, type SqliteBackend } from 'unfold/sqlite'
import { Worker } from 'unfold/worker'
import { outfitRequestSchema, type ShownOutfit, shownOutfitSchema } from '../../shared/index.ts'
import { pickOne, type Random, randomContext, randomFrom } from '../ranker/random-wardrobe.fixture.ts'
import type { OutfitContext } from '../validator/index.ts'
import { createBabbler, expectKept, proposals } from './any-wardrobe.fixture.ts'
import { OutfitChanges } from './outfit-changes.ts'
import { createOutfitsFlow, type OutfitsOutput } from './outfits-flow.ts'
import type { OutfitStarts } from './outfit-starts.ts'
import type { OutfitsInput } from './outfits-input.ts'

/** The title names the seed: put it here to repeat a run that failed. */
const SEED = Math.floor(Math.random() * 2 ** 31)
/** `UNFOLD_TEST_CASES=10000` takes some minutes; every run of the suite has seeds of its own. */
const CASES = Number(process.env.UNFOLD_TEST_CASES ?? 1500)
const AT_ONCE = 50

let backend: SqliteBackend
let api: RunApi
let worker: Worker
let tails: RunTails
let flow: Flow
let changes: OutfitChanges
const inputs = new Map<string, OutfitsInput>()

beforeAll(async () => {
  backend = await openSqliteBackend({ folder: ':memory:' })
  tails = new RunTails(backend)
  // Whose the run is tells what is gathered: each case is an account.
  const prepare = async (accountId: string) => ({ input: inputs.get(accountId)! })
  const starts = { prepare } as unknown as OutfitStarts
  changes = new OutfitChanges(backend.log, starts)
  flow = createOutfitsFlow({
    modelFor: ({ context }) => createBabbler(randomFrom(numberOf(context))),
    starts,
  })
  const flows = new Map([[flow.name, flow]])
  const limits = { concurrentRuns: 1e6, startsPerHour: 1e6, tokensPerDay: 1e12 }
  const streams = createRunStreams({ log: backend.log, tails })
  api = createRunApi({ ...backend, tails, streams, flows, limits })
  worker = new Worker({ backend, tails, flows })
})
afterAll(async () => {
  await worker.stop(1000)
  await backend[Symbol.asyncDispose]()
})

/** A case's seed stands in its context, so that the model's words follow from it, too. */
const numberOf = ({ seed }: Pick<OutfitContext, 'seed'>) => Math.floor(Number(seed) * 2 ** 31)

function inputFrom(context: OutfitContext, random: Random): OutfitsInput {
  const { request, wardrobe, profile, bans, wears, now, seed } = context
  return {
    request: outfitRequestSchema.parse({
      ...request,
      mode: request.anchors.length > 0 ? 'complete' : 'occasion',
      parallel: random() < 0.5,
    }),
    items: [...wardrobe.values()],
    profile,
    bans: [...bans],
    wears: [...wears],
    change: null,
    swappedAway: [],
    shortage: null,
    at: now,
    seed,
  }
}

/** The whole log of a run, once it is sealed. */
async function logOf(runId: string): Promise<RunEvent[]> {
  for await (const _ of tails.follow(runId, 0, AbortSignal.timeout(120_000))) {
    // The tail ends with the run.
  }
  return backend.log.read(runId, 0)
}

/** Swaps a piece of one of the outfits; answers whether another one could stand in. */
async function swapOne(runId: string, context: OutfitContext, random: Random): Promise<boolean> {
  const run = (await backend.log.find(runId))!
  const before = outfitsIn(await logOf(runId))
  const [slot, outfit] = pickOne([...before], random)
  const itemId = pickOne(outfit.itemIds, random)
  const start = await changes.swap(run, slot, itemId).catch((error: unknown) => {
    if (error instanceof UnfoldError && error.code === 'NO_REPLACEMENT') return null
    throw error
  })
  if (!start) return false
  const child = await api.startRun({ flow, accountId: run.accountId, ...start })
  const log = await logOf(child.run.runId)
  expect(foldAll(log).status).toBe('completed')
  const after = outfitsIn(log)
  const swapped = after.get(slot)!
  expect(swapped.itemIds).not.toContain(itemId)
  for (const id of outfit.itemIds) if (id !== itemId) expect(swapped.itemIds).toContain(id)
  before.delete(slot)
  after.delete(slot)
  expect(after).toEqual(before)
  expectKept(
    swapped,
    context,
    [...before.values()].map(({ itemIds }) => itemIds),
  )
  return true
}

function outfitsIn(log: readonly RunEvent[]): Map<number, ShownOutfit> {
  const outfits = new Map<number, ShownOutfit>()
  for (const event of log)
    if (event.type === 'part' && event.kind === 'outfit')
      outfits.set(Number(event.part.split('-')[1]), shownOutfitSchema.parse(event.value))
  return outfits
}

/** Answers how many outfits there were. */
function expectHonest(log: readonly RunEvent[], context: OutfitContext): number {
  const shown: string[][] = []
  const slots: string[] = []
  for (const event of log) {
    if (event.type !== 'part') continue
    const outfit = shownOutfitSchema.parse(event.value)
    if (event.kind === 'quick-pick') expectKept(outfit, context, [])
    else {
      expectKept(outfit, context, shown)
      shown.push(outfit.itemIds)
      slots.push(event.part)
    }
  }
  expect(new Set(slots).size).toBe(slots.length)
  for (const [id, uses] of Map.groupBy(shown.flat(), (id) => id))
    if (!context.request.anchors.includes(id)) expect(uses.length).toBeLessThanOrEqual(2)
  const { status, output, data } = foldAll(log)
  expect(status).toBe('completed')
  const { outfits, shortage } = output as unknown as OutfitsOutput
  expect(outfits.map(({ slot }) => `outfit-${slot}`).toSorted()).toEqual(slots.toSorted())
  if (outfits.length === 3) expect(shortage).toBeNull()
  else {
    // Which one is missing shows by its number; why, in words.
    expect(shortage).toMatch(/^[A-Z].+\.$/s)
    expect(data['shortage']).toMatchObject({ sentence: shortage })
  }
  return outfits.length
}

test(
  `${CASES} random wardrobes, asked of a model that talks nonsense a third of the time: no log holds an outfit that breaks a rule (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    const counts = [0, 0, 0, 0]
    const swaps = { done: 0, refused: 0 }
    for (let from = 0; from < CASES; from += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, i) => {
          const random = randomFrom(SEED + from + i)
          const context = randomContext(random)
          const accountId = String(from + i)
          const input = inputFrom(context, random)
          inputs.set(accountId, input)
          const { run } = await api.startRun({ flow, accountId, input })
          try {
            const count = expectHonest(await logOf(run.runId), context)
            counts[count]! += 1
            if (count > 0 && i % 5 === 0)
              swaps[(await swapOne(run.runId, context, random)) ? 'done' : 'refused'] += 1
          } catch (error) {
            throw new Error(`case ${SEED + from + i}`, { cause: error })
          }
        }),
      )
    }
    // The cases must be worth something: hopeless wardrobes and a sane model would prove nothing.
    expect(counts[3]).toBeGreaterThan(CASES / 10)
    expect(counts[0]! + counts[1]! + counts[2]!).toBeGreaterThan(CASES / 10)
    expect(proposals.nonsense).toBeGreaterThan(proposals.all / 4)
    expect(proposals.all).toBeGreaterThan(CASES)
    expect(swaps.done).toBeGreaterThan(CASES / 50)
    expect(swaps.refused).toBeGreaterThan(0)
  },
)
