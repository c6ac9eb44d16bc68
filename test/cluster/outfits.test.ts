import { expect, it } from 'vitest'
import { startScriptedModel, tokens } from 'unfold/testing'
import { readToEnd } from '../harness/sse-reader.ts'
import { goodLooks, proposal } from '../outfits/looks.ts'
import { Cluster } from './cluster.ts'
import { useStores } from './stores.ts'

const stores = useStores({ redis: false })

it(
  'A job that is started at one API is made by a worker and read at another API while it is made, and changed there',
  { timeout: 120_000 },
  async () => {
    const looks = await goodLooks()
    const read = Promise.withResolvers<void>()
    await using model = await startScriptedModel({
      script() {
        const text = JSON.stringify({ outfits: looks.map(proposal) })
        const second = text.indexOf('look 1')
        return [...tokens(text.slice(0, second)), { wait: read.promise }, ...tokens(text.slice(second))]
      },
    })
    await using database = await stores().createDatabase()
    const env = { ...database.env, UNFOLD_MODEL: 'openai:scripted', OPENAI_BASE_URL: model.url }
    await using cluster = await Cluster.start(env, { apis: 2, workers: 1 })
    const [here, there] = cluster.apis.map(({ server }) => server.url) as [string, string]
    const get = async (url: string) => (await fetch(url)).json()
    const post = async (url: string, body?: object) => {
      const headers = { 'content-type': 'application/json' }
      const sent = body ? { headers, body: JSON.stringify(body) } : {}
      const response = await fetch(url, { method: 'POST', ...sent })
      const json = await response.json()
      expect([response.status, json]).toMatchObject([200, { job_id: expect.any(String) }])
      return json.job_id as string
    }

    const job = await post(`${here}/api/outfits/generate`, { user_id: 'test', occasions: ['Brunch'] })
    const streams = [here, there].map((url) => readToEnd(`${url}/api/jobs/${job}/stream`))
    const parts = async () => (await get(`${there}/api/runs/${job}`)).state.parts.map(({ part }: any) => part)
    await expect.poll(parts, { timeout: 30_000 }).toContain('outfit-1')
    expect(await get(`${there}/api/jobs/${job}`)).toMatchObject({ status: 'processing', progress: 60 })
    read.resolve()
    const [atHome, away] = await Promise.all(streams)
    expect(away).toEqual(atHome)
    const result = JSON.parse(away!.at(-1)!.data)
    expect(result.outfits.map(({ items }: any) => items.map(({ id }: any) => id))).toEqual(looks)
    expect(await get(`${there}/api/jobs/${job}`)).toEqual({ status: 'complete', progress: 100, result })

    const shoes = result.outfits[1].items.find(({ category }: any) => category === 'shoes').id
    const asked = [here, there, there, here].map((url) =>
      post(`${url}/api/outfits/${job}/swap`, { outfit: 2, itemId: shoes }),
    )
    const children = new Set(await Promise.all(asked))
    expect(children.size).toBe(1)
    const [child] = children
    const frames = await readToEnd(`${here}/api/jobs/${child}/stream`)
    const swapped = JSON.parse(frames.at(-1)!.data)
    expect([swapped.outfits[0], swapped.outfits[2]]).toEqual([result.outfits[0], result.outfits[2]])
    expect(swapped.outfits[1].items.map(({ id }: any) => id)).not.toContain(shoes)
    const rows = await database.query<{ variant: string; continues: string | null }>(
      "SELECT continues, variant FROM unfold_runs WHERE flow = 'outfits' ORDER BY run",
    )
    expect(rows).toEqual([
      { continues: null, variant: '' },
      { continues: job, variant: `swap:2:${shoes}` },
    ])
    // The model made the first job, and had no part in the swap.
    expect(model.requests).toHaveLength(1)
  },
)
