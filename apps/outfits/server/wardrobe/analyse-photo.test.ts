import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOpenAiModel, withRetries } from 'unfold/models'
import {
  answerJson,
  imagesOf,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
} from 'unfold/testing'
import { ask, bearer } from '../../../server/test/test-server.ts'
import { type Person, signUpPerson } from './person.fixture.ts'
import { pictureOf, pictureWithPlace } from './pictures.fixture.ts'
import { openWardrobeServer, type WardrobeServer } from './wardrobe-server.fixture.ts'

let model: ScriptedModel
let wardrobe: WardrobeServer
let person: Person
let script: (request: RecordedRequest) => ScriptStep[]
let asked: RecordedRequest[]
let accounts = 0

beforeAll(async () => {
  model = await startScriptedModel({
    script(request) {
      asked.push(request)
      return script(request)
    },
  })
  const seeing = createOpenAiModel({ id: 'openai:seer', baseUrl: model.url, model: 'seer' })
  wardrobe = await openWardrobeServer(withRetries(seeing, { sleep: async () => {} }))
})
afterAll(async () => {
  await wardrobe[Symbol.asyncDispose]()
  await model.close()
})
beforeEach(async () => {
  asked = []
  script = () => answerJson(SEEN)
  person = await signUpPerson(wardrobe, `seen${++accounts}`)
})

const SEEN = {
  showsOnePiece: true,
  name: 'Long navy coat',
  kind: 'coat',
  colors: ['navy', 'camel'],
  pattern: 'herringbone',
  fabric: 'wool',
  fit: 'structured',
  sleeveLength: 'long_sleeve',
  waistLevel: null,
  seasons: ['autumn', 'winter'],
}

/** What became of one photo, and what its run said of the analysis. */
async function send(fileName: string, picture: Buffer): Promise<any> {
  const sent = await person.send('POST', `/api/wardrobe/pictures?name=${fileName}`, picture, 'image/jpeg')
  expect(sent.status).toBe(201)
  const view = await person.settled(sent.json.id)
  const { items } = await person.get('/api/wardrobe/items')
  return { picture: view.pictures[0], items, analysis: await analysisOfNewest() }
}

async function analysisOfNewest(): Promise<unknown> {
  const { runs } = await person.get('/api/runs?flow=import-photo&limit=1')
  return (await person.get(`/api/runs/${runs[0].runId}`)).state.data.analysis
}

describe('a photo, with a model that sees,', () => {
  test('becomes a piece in the words of the lists, its colour as it was measured', async () => {
    const { items, analysis } = await send('IMG_1.jpg', await pictureOf('#1b2745'))
    expect(items).toMatchObject([
      {
        name: 'Long navy coat',
        category: 'outerwear',
        subCategory: 'coat',
        pattern: 'herringbone',
        fabric: 'wool',
        seasons: ['autumn', 'winter'],
        source: 'photo',
      },
    ])
    const [navy, camel] = items[0].colors
    expect([navy.name, camel]).toEqual(['navy', { name: 'camel', hex: '#b98d5a' }])
    expect(navy.hex).not.toBe('#1d2a4a')
    expect(analysis).toEqual({ model: 'openai:seer', used: true, reason: null })
    expect(asked).toHaveLength(1)
    const { required, properties } = asked[0]!.body.response_format!.json_schema!.schema
    expect(required).toEqual(Object.keys(SEEN))
    expect(properties.kind.enum).toContain('coat')
  })

  test('is sent as a small JPEG that knows neither place nor time', async () => {
    await send('IMG_2.jpg', await pictureWithPlace())
    const [{ mediaType, bytes }] = imagesOf(asked[0]!) as [{ mediaType: string; bytes: Buffer }]
    const { format, exif, width, height } = await sharp(bytes).metadata()
    expect([mediaType, format, exif]).toEqual(['image/jpeg', 'jpeg', undefined])
    expect(Math.max(width, height)).toBeLessThanOrEqual(512)
  })

  test.each([
    ['a kind that there is not', { ...SEEN, kind: 'cloak' }, 'kind'],
    ['a colour of its own', { ...SEEN, colors: ['midnight'] }, 'colors.0'],
    ['no JSON at all', 'It is a coat.', 'the whole answer'],
  ])(
    'that it describes with %s is measured, waits for its owner, and the reason is noted',
    async (_, answer, field) => {
      script = () => (typeof answer === 'string' ? [{ text: answer }] : answerJson(answer))
      const { picture, items, analysis } = await send('IMG_3.jpg', await pictureOf('#c62f36'))
      expect(picture).toMatchObject({ state: 'needs_you', colors: [{ name: 'red' }] })
      expect(items).toEqual([])
      expect(analysis).toMatchObject({ used: false, reason: expect.stringContaining(field) })
      expect(asked).toHaveLength(2)
    },
  )

  test('is read at the second try when the first was none of our words', async () => {
    script = () => answerJson(asked.length === 1 ? { ...SEEN, kind: 'cloak' } : SEEN)
    expect((await send('IMG_4.jpg', await pictureOf('#1b2745'))).items).toMatchObject([
      { subCategory: 'coat' },
    ])
  })

  test('is measured when the model is down, also where the file says what it shows', async () => {
    script = () => [{ status: 500 }]
    const unnamed = await send('IMG_5.jpg', await pictureOf('#c62f36'))
    expect(unnamed.picture.state).toBe('needs_you')
    expect(unnamed.analysis).toMatchObject({ used: false, reason: expect.stringContaining('unavailable') })
    const named = await send('red-scarf.jpg', await pictureOf('#c62f36'))
    expect(named.items).toMatchObject([{ subCategory: 'scarf', colors: [{ name: 'red' }] }])
  })

  test('that shows no piece waits for its owner', async () => {
    script = () => answerJson({ ...SEEN, showsOnePiece: false })
    const { picture, analysis } = await send('IMG_6.jpg', await pictureOf('#c62f36'))
    expect(picture.state).toBe('needs_you')
    expect(analysis).toMatchObject({ used: false, reason: expect.stringContaining('no single piece') })
  })

  test('keeps what its file is called: field by field, or altogether where that is another kind', async () => {
    const linen = await send('beige-linen-coat.jpg', await pictureOf('#1b2745'))
    expect(linen.items[0]).toMatchObject({
      name: 'beige linen coat',
      fabric: 'linen',
      colors: [{ name: 'beige' }],
      pattern: 'herringbone',
    })
    const scarf = await send('wool-scarf.jpg', await pictureOf('#1b2745'))
    expect(scarf.items.find((item: any) => item.subCategory === 'scarf')).toMatchObject({
      fabric: 'wool',
      pattern: 'solid',
    })
    expect(scarf.analysis).toMatchObject({ used: false })
  })

  test('whose owner asked to look first makes no piece: what it seems to be is a suggestion', async () => {
    const send = async (name: string) => {
      const to = `/api/wardrobe/pictures?ask=true&name=${name}`
      const sent = await person.send('POST', to, await pictureOf('#1b2745'), 'image/jpeg')
      expect(sent.status).toBe(201)
      return (await person.settled(sent.json.id)).pictures[0]
    }
    const seen = await send('IMG_8.jpg')
    expect(seen).toMatchObject({ state: 'needs_you', suggestion: { subCategory: 'coat', fabric: 'wool' } })
    script = () => [{ status: 500 }]
    expect(await send('red-boots.jpg')).toMatchObject({
      state: 'needs_you',
      suggestion: { subCategory: 'boots', colors: [{ name: 'red' }] },
    })
    expect(await send('IMG_9.jpg')).toMatchObject({ state: 'needs_you', suggestion: null })
    expect((await person.get('/api/wardrobe/items')).items).toEqual([])
    const named = { ...seen.suggestion, name: 'The coat in the window', considering: true }
    const item = await person.post(`/api/wardrobe/pictures/${seen.id}/item`, named)
    expect(item).toMatchObject({ status: 201, json: { ownership: 'considering', fabric: 'wool' } })
    expect((await person.get('/api/consider-buying/items')).considered).toMatchObject([
      { itemId: item.json.id },
    ])
  })

  test('never overwrites what a person has set, and a piece that is described is not looked at', async () => {
    const { items } = await send('IMG_7.jpg', await pictureOf('#1b2745'))
    const path = `/api/wardrobe/items/${items[0].id}`
    const colors = [{ hex: '#2f8a4a', name: 'green' }]
    const change = { colors, name: 'My green coat', fabric: 'cotton' }
    const headers = bearer(person.token)
    expect((await ask(wardrobe.server, 'PATCH', path, { headers, body: change })).status).toBe(200)
    const before = asked.length
    const given = await person.send('PUT', `${path}/picture`, await pictureOf('#c62f36'), 'image/jpeg')
    await person.settled(given.json.id)
    expect(await person.get(path)).toMatchObject({ ...change, pattern: 'herringbone' })
    expect(asked).toHaveLength(before)
  })
})
