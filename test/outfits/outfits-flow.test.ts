import { afterEach, describe, expect, it } from 'vitest'
import {
  answerJson,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
  tokens,
} from 'unfold/testing'
import { scriptedModel } from '../harness/house-rules.ts'
import { openOutfitsHouse, type OutfitsHouse } from './house.ts'
import { BRUNCH, goodLooks, outfitBriefOf, proposal } from './looks.ts'

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

const outfitsOf = (output: any): { slot: number; outfit: { itemIds: string[]; by: string } }[] =>
  output.outfits

describe('outfits', () => {
  it('come without a model from the built-in stylist: a quick pick, then three that keep every rule', async () => {
    await open()
    const runId = await house.start(BRUNCH)
    const state = await house.state(runId)
    expect(state.status).toBe('completed')
    expect(state.steps.map((s) => s.step)).toEqual(['load_wardrobe', 'quick_pick', 'create_outfits'])
    expect(state.data['wardrobe']).toMatchObject({ pieces: expect.any(Number) })
    expect(state.parts.filter((p) => p.kind === 'outfit').map((p) => p.part)).toEqual([
      'outfit-1',
      'outfit-2',
      'outfit-3',
    ])
    expect(outfitsOf(state.output)).toHaveLength(3)
    expect(state.progress?.percent).toBe(100)
    expect((state.output as any).reasoning).toHaveLength(3)
  })

  it('say so where a rule cannot be kept, and state nothing that does not hold: suede, asked for on a rainy day', async () => {
    await open()
    const state = await house.state(
      await house.start({
        ...BRUNCH,
        mode: 'complete',
        anchors: ['demo-suede-boots'],
        weather: { condition: 'rainy', temperature: null },
      }),
    )
    const { outfits, reasoning } = state.output as any
    expect(outfits).toHaveLength(3)
    // They are the stylist's own, told once; nobody's proposals were turned down.
    expect(state.notices).toEqual([])
    expect(reasoning).toHaveLength(3)
    for (const [i, { outfit }] of outfits.entries()) {
      expect(outfit).toMatchObject({ by: 'model', gaveWay: expect.arrayContaining(['rain']) })
      expect(outfit.reasons.map(({ code }: { code: string }) => code)).not.toContain('rain')
      expect(outfit.whyItWorks).not.toMatch(/\b(rain|rainy|wet|watch the sky)\b/)
      expect(reasoning[i]).toMatch(/tan suede ankle boots/i)
      expect(reasoning[i]).toMatch(/\bwet\b/)
    }
  })

  it('are shown one by one, each when it is complete, with the thinking before it', async () => {
    const good = await goodLooks()
    const held = Promise.withResolvers<void>()
    const text = JSON.stringify({ outfits: good.map(proposal) })
    const second = text.indexOf('look 1')
    await open(() => [
      ...tokens(text.slice(0, second)),
      { wait: held.promise },
      ...tokens(text.slice(second)),
    ])
    const runId = await house.start(BRUNCH)
    for await (const batch of house.tails.follow(runId, 0, AbortSignal.timeout(30_000))) {
      if (batch.some((e) => e.type === 'part' && e.part === 'outfit-1')) break
    }
    const early = await house.backend.log.snapshot(runId)
    expect(early?.parts.map((p) => p.part)).toEqual(['quick-pick', 'reasoning-1', 'outfit-1'])
    held.resolve()
    const state = await house.state(runId)
    expect(outfitsOf(state.output).map(({ outfit }) => [outfit.by, outfit.itemIds])).toEqual(
      good.map((ids) => ['model', ids]),
    )
    expect(model!.requests).toHaveLength(1)
  })

  it('that break a rule are mended or replaced before anybody sees them, and the log says by which rule', async () => {
    const good = await goodLooks()
    const nonsense = [good[0]!.concat('no-such-piece'), [good[0]![0]!], ['a', 'b']]
    await open((request) =>
      answerJson({ outfits: nonsense.slice(0, Math.max(1, 3 - request.index)).map(proposal) }),
    )
    const state = await house.state(await house.start(BRUNCH))
    expect(state.status).toBe('completed')
    expect(outfitsOf(state.output)).toHaveLength(3)
    const ids = new Set(outfitsOf(state.output).flatMap(({ outfit }) => outfit.itemIds))
    const real = new Set(
      (await house.backend.records.selectFrom('items').select('id').execute()).map((row: any) => row.id),
    )
    expect([...ids].filter((id) => !real.has(id))).toEqual([])
    expect(JSON.stringify(state.parts)).not.toContain('no-such-piece')
  })

  it('survive a cut: what stands is not asked for again, and stays', async () => {
    const good = await goodLooks()
    await open((request) => {
      if (request.index > 0)
        return answerJson({
          outfits: good.slice(outfitBriefOf(request).outfitsThatStand.length).map(proposal),
        })
      const text = JSON.stringify({ outfits: good.map(proposal) })
      return [...tokens(text.slice(0, text.indexOf('look 2'))), { end: true }]
    })
    const state = await house.state(await house.start(BRUNCH))
    expect(outfitsOf(state.output).map(({ outfit }) => outfit.itemIds)).toEqual(good)
    expect(outfitBriefOf(model!.requests[1]!).outfitsThatStand).toEqual(good.slice(0, 2))
  })

  it('come from the rules when the model is down, and say so', async () => {
    await open(() => [{ status: 500 }])
    const state = await house.state(await house.start(BRUNCH))
    expect(state).toMatchObject({ status: 'completed', notices: [{ code: 'RANKER_CHOICE' }] })
    expect(outfitsOf(state.output)).toHaveLength(3)
  })

  it('in parallel fill their fixed slots in the order in which they come, and still keep every rule together', async () => {
    const good = await goodLooks()
    await open((request) => answerJson({ outfits: [proposal(good[request.index % 3]!, request.index)] }))
    const state = await house.state(await house.start({ ...BRUNCH, parallel: true }))
    expect(outfitsOf(state.output).map(({ slot }) => slot)).toEqual([1, 2, 3])
    expect(new Set(outfitsOf(state.output).map(({ outfit }) => outfit.itemIds.join())).size).toBe(3)
    expect(model!.requests.length).toBeGreaterThanOrEqual(3)
  })

  it('in parallel are asked for as different ones from the first', async () => {
    const good = await goodLooks()
    await open((request) => answerJson({ outfits: [proposal(good[request.index % 3]!, request.index)] }))
    await house.state(await house.start({ ...BRUNCH, parallel: true }))
    const asked = model!.requests.slice(0, 3).map(({ body }) => JSON.stringify(body.messages))
    const choices = asked.map((words) => /your (second|third) choice/.exec(words)?.[1] ?? 'first')
    expect(choices.toSorted()).toEqual(['first', 'second', 'third'])
  })

  it('in parallel are each thought about by themselves without a model, too, and worn as they were thought', async () => {
    await open()
    const state = await house.state(await house.start({ ...BRUNCH, parallel: true }))
    expect(new Set((state.output as any).reasoning).size).toBe(3)
    expect(outfitsOf(state.output).map(({ outfit }) => outfit.by)).toEqual(['model', 'model', 'model'])
  })

  it('refuse an anchor that is no piece of this wardrobe, and complete mode without one', async () => {
    await open()
    await expect(house.start({ mode: 'complete', anchors: ['nobodys'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      fields: [{ field: 'body.anchors.0' }],
    })
    await expect(house.start({ mode: 'complete' })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(house.start({ mode: 'occasion' })).rejects.toMatchObject({ code: 'INVALID' })
    expect(await house.backend.log.list({ accountId: 'demo', limit: 5 })).toEqual([])
  })

  it('contain the anchor, all three', async () => {
    await open()
    const [anchor] = (await house.backend.records
      .selectFrom('items')
      .select('id')
      .where('sub_category', '=', 'blazer')
      .execute()) as { id: string }[]
    const state = await house.state(await house.start({ mode: 'complete', anchors: [anchor!.id] }))
    expect(outfitsOf(state.output).length).toBeGreaterThan(0)
    for (const { outfit } of outfitsOf(state.output)) expect(outfit.itemIds).toContain(anchor!.id)
  })
})
