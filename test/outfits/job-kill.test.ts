import { afterEach, expect, test } from 'vitest'
import type { RunEvent } from 'unfold/protocol'
import { answerJson, type ScriptedModel, startScriptedModel, tokens } from 'unfold/testing'
import { readToEnd } from '../harness/sse-reader.ts'
import { JobServer } from './job-server.ts'
import { goodLooks, outfitBriefOf, proposal } from './looks.ts'

let server: JobServer
let model: ScriptedModel
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await model.close()
})

/** Stands still inside outfit 2 of its first answer, until the test lets it go; later calls make what is missing. */
async function startHeldModel(looks: string[][]) {
  const reached = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  const started = await startScriptedModel({
    script(request) {
      if (request.index > 0) {
        const { outfitsThatStand } = outfitBriefOf(request)
        const rest = looks.slice(outfitsThatStand.length)
        return answerJson({ outfits: rest.map((ids, i) => proposal(ids, outfitsThatStand.length + i + 1)) })
      }
      const text = JSON.stringify({ outfits: looks.map((ids, i) => proposal(ids, i + 1)) })
      const inside = text.indexOf('Wear look 2')
      const hold = {
        get wait() {
          reached.resolve()
          return gone.promise
        },
      }
      return [...tokens(text.slice(0, inside)), hold, ...tokens(text.slice(inside))]
    },
  })
  return { model: started, reached: reached.promise, letGo: () => gone.resolve() }
}

test(
  'A server that is killed during outfit 2 keeps outfit 1, asks for the other two alone, and readers see one sequence',
  { timeout: 120_000 },
  async () => {
    const looks = await goodLooks()
    const held = await startHeldModel(looks)
    model = held.model
    server = await JobServer.start({ UNFOLD_MODEL: 'openai:scripted', OPENAI_BASE_URL: model.url })
    const jobId = await server.generate({ occasions: ['Brunch'], include_reasoning: true })
    const revived = Promise.withResolvers<void>()
    const path = `/api/runs/${jobId}`
    const watching = [
      server.read(jobId, () => revived.promise),
      server.read(jobId, () => revived.promise),
    ] as const
    const native = readToEnd(`${server.process.url}${path}/stream`, {
      beforeReconnect: () => revived.promise,
    })

    await held.reached
    const standing = async () => (await server.get(path)).json.state.parts.map(({ part }: any) => part)
    await expect
      .poll(standing, { timeout: 60_000 })
      .toEqual(expect.arrayContaining(['outfit-1', 'reasoning-2']))
    const before = (await server.get(`${path}/events?limit=1000`)).json.events as RunEvent[]
    await server.process.kill()
    held.letGo()
    await server.process.start()
    revived.resolve()

    const [frames, second] = await Promise.all(watching)
    const { events } = (await server.get(`${path}/events?limit=1000`)).json as { events: RunEvent[] }
    expect(second).toEqual(frames)
    expect(await server.read(jobId)).toEqual(frames)
    expect((await native).map(({ data }) => JSON.parse(data))).toEqual(events)
    expect(events.slice(0, before.length)).toEqual(before)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
    expect(events.filter(({ type }) => type === 'run.started')).toHaveLength(2)

    const outfits = frames.filter(({ event }) => event === 'outfit').map(({ data }) => data)
    expect(outfits.map(({ outfit_number }) => outfit_number)).toEqual([1, 2, 3])
    expect(outfits.map(({ outfit }) => outfit.items.map(({ id }: { id: string }) => id))).toEqual(looks)
    const percents = frames.filter(({ event }) => event === 'progress').map(({ data }) => data.progress)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect([percents.at(-1), frames.at(-1)!.event]).toEqual([100, 'complete'])

    expect(model.requests).toHaveLength(2)
    const asked = model.requests[1]!
    expect(outfitBriefOf(asked).outfitsThatStand).toEqual([looks[0]])
    const { outfits: shape } = asked.body.response_format!.json_schema!.schema.properties
    expect([shape.minItems, shape.maxItems]).toEqual([2, 2])
  },
)
