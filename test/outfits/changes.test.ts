import { afterEach, describe, expect, it, vi } from 'vitest'
import { SUB_CATEGORIES } from '@unfold/outfits/shared'
import type { ErrorCode } from 'unfold/protocol'
import { answerJson, type ScriptedModel, type ScriptStep, startScriptedModel } from 'unfold/testing'
import type { RecordedRequest } from 'unfold/testing'
import { scriptedModel } from '../harness/house-rules.ts'
import { openOutfitsHouse, type OutfitsHouse } from './house.ts'
import { BRUNCH, goodLooks, outfitBriefOf, proposal } from './looks.ts'

// Also on a machine that has something else to do.
vi.setConfig({ testTimeout: 90_000 })

let house: OutfitsHouse
let model: ScriptedModel | null = null

afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model?.close()
  model = null
})

async function open(script?: (request: RecordedRequest) => ScriptStep[]): Promise<void> {
  if (script) model = await startScriptedModel({ script })
  house = await openOutfitsHouse(model ? scriptedModel(model.url) : null)
}

const swap = async (job: string, outfit: number, itemId: string): Promise<string> =>
  (await house.post('/api/outfits/:job/swap', { job }, { outfit, itemId })).job_id
const retry = async (job: string, n: number): Promise<string> =>
  (await house.post('/api/outfits/:job/outfits/:n/retry', { job, n })).job_id

/** By part, as they were shown. */
async function partsOf(runId: string): Promise<Record<string, any>> {
  const { parts } = await house.state(runId)
  return Object.fromEntries(parts.map(({ part, value, text }) => [part, value ?? text]))
}

const shoesOf = (outfit: any): string => outfit.items.find((item: any) => item.category === 'shoes').id

const refusal = (code: ErrorCode) => ({ code })

describe('swapping one piece', () => {
  it('keeps the rest of the outfit and the other outfits, and the new one keeps every rule', async () => {
    await open()
    const job = await house.start(BRUNCH)
    const before = await partsOf(job)
    const old = before['outfit-2'].itemIds as string[]
    const shoes = shoesOf(before['outfit-2'])
    const child = await swap(job, 2, shoes)
    const after = await partsOf(child)
    expect([after['outfit-1'], after['outfit-3']]).toEqual([before['outfit-1'], before['outfit-3']])
    const fresh = after['outfit-2'].itemIds as string[]
    expect(fresh).not.toContain(shoes)
    expect(fresh.filter((id) => old.includes(id))).toEqual(old.filter((id) => id !== shoes))
    expect(fresh).toHaveLength(old.length)
    const state = await house.state(child)
    expect(state).toMatchObject({
      status: 'completed',
      continues: job,
      input: { change: { type: 'swap', outfit: 2, itemId: shoes } },
    })
    expect(state.steps.map(({ step }) => step)).toEqual(['load_wardrobe', 'swap_piece'])
    expect((state.output as any).outfits.map(({ slot }: any) => slot)).toEqual([1, 2, 3])
    expect(await house.job(child)).toMatchObject({ status: 'complete', progress: 100, result: { count: 3 } })
  })

  it('asked twice is one job, and another piece is another job', async () => {
    await open()
    const job = await house.start(BRUNCH)
    const parts = await partsOf(job)
    const [first, second] = [shoesOf(parts['outfit-1']), shoesOf(parts['outfit-2'])]
    const [a, b, c] = await Promise.all([swap(job, 1, first), swap(job, 1, first), swap(job, 2, second)])
    expect(a).toBe(b)
    expect(c).not.toBe(a)
    await house.state(a)
    expect(await swap(job, 1, first)).toBe(a)
  })

  it('again and again goes through all that fit before one comes back', async () => {
    await open()
    let job = await house.start(BRUNCH)
    const seen = [shoesOf((await partsOf(job))['outfit-1'])]
    for (let i = 0; i < 3; i += 1) {
      job = await swap(job, 1, seen.at(-1)!)
      seen.push(shoesOf((await partsOf(job))['outfit-1']))
    }
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('works for an outfit that was worn today, saved and disliked, as for that of the first job', async () => {
    await open()
    const job = await house.start(BRUNCH)
    const child = await swap(job, 1, shoesOf((await partsOf(job))['outfit-1']))
    const { items: _items, reasons: _reasons, ...outfit } = (await partsOf(child))['outfit-1']
    const saved = await house.post(
      '/api/outfits/saved',
      {},
      {
        outfit,
        runId: child,
        reasons: ['Love the vibe'],
        context: { occasions: ['Brunch'], weather: null },
      },
    )
    expect(saved).toMatchObject({ runId: child, outfit, savedReasons: ['Love the vibe'] })
    const worn = await house.post('/api/outfits/worn/:outfitId', { outfitId: saved.id }, {})
    expect(worn.wornAt).toHaveLength(1)
    const disliked = await house.post(
      '/api/outfits/disliked',
      {},
      {
        outfit,
        runId: child,
        reason: 'Not my style',
        context: { occasions: ['Brunch'], weather: null },
      },
    )
    expect(disliked).toMatchObject({ id: saved.id, savedAt: null, dislikeReason: 'Not my style' })
    const shoes = shoesOf((await partsOf(child))['outfit-1'])
    const next = await swap(child, 1, shoes)
    expect(shoesOf((await partsOf(next))['outfit-1'])).not.toBe(shoes)
  })

  it('is refused by name: for an anchor, a strange piece, an outfit that is not there, a job that goes on', async () => {
    await open()
    const [blazer] = (await house.backend.records
      .selectFrom('items')
      .select('id')
      .where('sub_category', '=', 'blazer')
      .execute()) as { id: string }[]
    const job = await house.start({ mode: 'complete', anchors: [blazer!.id] })
    const { outfits } = (await house.state(job)).output as any
    const strange = 'demo-no-such-piece'
    await expect(swap(job, 1, blazer!.id)).rejects.toMatchObject(refusal('NO_REPLACEMENT'))
    await expect(swap(job, 1, strange)).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'body.itemId' }],
    })
    await expect(retry(job, 1)).rejects.toMatchObject(refusal('CONFLICT'))
    await expect(retry(job, 4)).rejects.toMatchObject(refusal('NOT_FOUND'))
    await expect(retry('nobodys', 1)).rejects.toMatchObject(refusal('NOT_FOUND'))
    await expect(house.backend.log.list({ accountId: 'demo', limit: 9 })).resolves.toHaveLength(1)
    expect(outfits).toHaveLength(3)
  })

  it('says so when no other piece for the place is left, and starts nothing', async () => {
    await open()
    const job = await house.start(BRUNCH)
    const shoes = shoesOf((await partsOf(job))['outfit-1'])
    await house.backend.records
      .deleteFrom('items')
      .where('sub_category', 'in', [...SUB_CATEGORIES.shoes])
      .where('id', '!=', shoes)
      .execute()
    await expect(swap(job, 1, shoes)).rejects.toMatchObject(refusal('NO_REPLACEMENT'))
    expect(await house.backend.log.list({ accountId: 'demo', limit: 9 })).toHaveLength(1)
  })
})

describe('trying one outfit again', () => {
  it('asks the model for that one alone, and keeps the others with what was thought aloud', async () => {
    const good = await goodLooks()
    let down = true
    await open((request) => {
      const { outfitsThatStand } = outfitBriefOf(request)
      if (!down) return answerJson({ outfits: [proposal(good[2]!, 3)] })
      if (outfitsThatStand.length === 0)
        return answerJson({ outfits: [...good.slice(0, 2).map(proposal), proposal(['nonsense', 'more'], 3)] })
      return [{ status: 500 }]
    })
    const job = await house.start(BRUNCH)
    const before = await partsOf(job)
    expect((await house.state(job)).notices).toMatchObject([{ code: 'RANKER_CHOICE' }])
    expect(before['outfit-3'].by).toBe('ranker')
    down = false
    const asked = model!.requests.length
    await expect(retry(job, 1)).rejects.toMatchObject(refusal('CONFLICT'))
    const [child, same] = await Promise.all([retry(job, 3), retry(job, 3)])
    expect(same).toBe(child)
    const after = await partsOf(child)
    expect(after).toMatchObject({
      'outfit-1': before['outfit-1'],
      'outfit-2': before['outfit-2'],
      'reasoning-1': before['reasoning-1'],
      'outfit-3': { by: 'model', itemIds: good[2] },
    })
    expect(model!.requests).toHaveLength(asked + 1)
    expect(outfitBriefOf(model!.requests.at(-1)!).outfitsThatStand).toEqual(good.slice(0, 2))
    const state = await house.state(child)
    expect(state.steps.map(({ step }) => step)).toEqual(['load_wardrobe', 'create_outfits'])
    expect(state.progress).toMatchObject({ done: 4, total: 4, percent: 100, eta: null })
  })

  it('makes the one outfit of a stopped job that is asked for; the other stays missing', async () => {
    const good = await goodLooks()
    const held = Promise.withResolvers<void>()
    let calls = 0
    await open(() => {
      calls += 1
      if (calls > 1) return answerJson({ outfits: [proposal(good[2]!, 3)] })
      const text = JSON.stringify({ outfits: good.map(proposal) })
      return [{ text: text.slice(0, text.indexOf('look 1')) }, { wait: held.promise }]
    })
    const job = await house.start(BRUNCH)
    await expect(retry(job, 3)).rejects.toMatchObject(refusal('CONFLICT'))
    for await (const batch of house.tails.follow(job, 0, AbortSignal.timeout(60_000))) {
      if (batch.some((e) => e.type === 'part' && e.part === 'outfit-1')) break
    }
    await house.api.cancel({ id: 'demo' }, job)
    held.resolve()
    expect((await house.state(job)).status).toBe('cancelled')
    const child = await retry(job, 3)
    const { output } = await house.state(child)
    expect((output as any).outfits.map(({ slot }: any) => slot)).toEqual([1, 3])
    expect((await house.job(child)).result.outfits.map((one: any) => one.outfit_number)).toEqual([1, 3])
    const last = await retry(child, 2)
    expect(((await house.state(last)).output as any).outfits.map(({ slot }: any) => slot)).toEqual([1, 2, 3])
  })
})
