import { describe, expect, it } from 'vitest'
import { ModelError } from 'unfold/models'
import {
  composeChapter,
  createStoryteller,
  randomFromText,
  type ChapterBrief,
  type RequestBrief,
} from './index.ts'
import { tellStory } from './telling.fixture.ts'

const BRIEF: ChapterBrief = {
  language: 'english',
  theme: 'space',
  age: 9,
  level: 'intermediate',
  interests: ['music'],
  title: null,
  chapterNumber: 1,
  totalChapters: 3,
  previous: [],
  choice: null,
  seed: 'storyteller',
  paragraphCount: 5,
}
const FIRST = composeChapter(BRIEF, randomFromText('storyteller:1'))

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
const sentences = (text: string) => Array.from(segmenter.segment(text), (s) => s.segment.trim())

function request(brief: Partial<RequestBrief>, signal?: AbortSignal) {
  const content = `Write.\n<brief>\n${JSON.stringify({ ...BRIEF, ...brief })}\n</brief>`
  return {
    messages: [
      { role: 'system' as const, content: '' },
      { role: 'user' as const, content },
    ],
    signal,
  }
}

async function answer(brief: Partial<RequestBrief>, random = () => 0) {
  let text = ''
  for await (const chunk of createStoryteller({ random }).stream(request(brief)))
    if ('text' in chunk) text += chunk.text
  return JSON.parse(text)
}

describe('the offline model', () => {
  it('streams the draft as JSON, the prose first', async () => {
    const json = await answer({})
    expect(json).toEqual(FIRST)
    expect(Object.keys(json)).toEqual([
      'paragraphs',
      'title',
      'question',
      'choices',
      'educational_elements',
      'vocabulary_words',
      'plot',
    ])
  })

  it('paces its tokens openly, and the plot, which nobody reads, not at all', async () => {
    const slept: number[] = []
    const sleep = async (ms: number) => void slept.push(ms)
    const chunks = []
    for await (const chunk of createStoryteller({ tokensPerSecond: 50, sleep }).stream(request({})))
      chunks.push(chunk)
    expect(new Set(slept)).toEqual(new Set([20]))
    const texts = chunks.filter((c) => 'text' in c).map((c) => c.text)
    const paced = texts.slice(0, slept.length)
    expect(paced.every((text) => text.length === 4)).toBe(true)
    expect(paced.join('')).toMatch(/"vocabulary_words":\[.+\]/)
    expect(texts.slice(slept.length).join('')).toMatch(/^.{0,6}":\{"seed":.+\}\}$/)
    expect(chunks.at(-1)).toEqual({ finish: 'stop' })
  })

  it('stops at once when it is aborted while it waits', async () => {
    const stop = new AbortController()
    const got: string[] = []
    const read = async () => {
      for await (const chunk of createStoryteller({ tokensPerSecond: 0.001 }).stream(
        request({}, stop.signal),
      ))
        got.push(JSON.stringify(chunk))
    }
    const reading = read()
    stop.abort(new Error('stopped'))
    await expect(reading).rejects.toThrow('aborted')
    expect(got).toEqual([])
  })

  it('goes on from every sentence end with exactly the rest', async () => {
    for (const [p, paragraph] of FIRST.paragraphs.entries()) {
      const all = sentences(paragraph)
      for (let told = 1; told <= all.length; told++) {
        const committed = { paragraphs: [...FIRST.paragraphs.slice(0, p), all.slice(0, told).join(' ')] }
        const rest = all.slice(told).join(' ')
        const json = await answer({ committed })
        expect(json.paragraphs ?? []).toEqual([
          ...(rest === '' ? [] : [rest]),
          ...FIRST.paragraphs.slice(p + 1),
        ])
        expect(json.title).toBe(FIRST.title)
      }
    }
  })

  it('says neither the rejected sentence nor a committed one again', async () => {
    const all = FIRST.paragraphs.map(sentences)
    for (const [p, paragraph] of all.entries()) {
      for (let told = 0; told < paragraph.length; told++) {
        const committed = {
          paragraphs: [...FIRST.paragraphs.slice(0, p), paragraph.slice(0, told).join(' ')],
        }
        if (told === 0) committed.paragraphs.pop()
        for (const draw of [0, 0.4, 0.99]) {
          const json = await answer({ committed, reason: 'too sad' }, () => draw)
          const said = (json.paragraphs as string[]).flatMap(sentences)
          expect(said).not.toContain(paragraph[told])
          for (const old of committed.paragraphs.flatMap(sentences)) expect(said).not.toContain(old)
        }
      }
    }
  })

  it('goes on in the wording of a second try after a crash', async () => {
    const committed = { paragraphs: FIRST.paragraphs.slice(0, 1) }
    const second = await answer({ committed, reason: 'too loud' }, () => 0.3)
    const told = [...committed.paragraphs, second.paragraphs[0]]
    const third = await answer({ committed: { paragraphs: told } })
    expect(third.paragraphs).toEqual(second.paragraphs.slice(1))
  })

  it('leaves out what is finished already', async () => {
    const json = await answer({
      committed: { paragraphs: FIRST.paragraphs, title: 'T', question: 'Q?', choices: [] },
    })
    expect(Object.keys(json)).toEqual(['educational_elements', 'vocabulary_words', 'plot'])
  })

  it('goes on from paragraphs of another hand', async () => {
    const json = await answer({ committed: { paragraphs: ['A robot sat down. It smiled.'] } })
    expect(json.paragraphs.length).toBeGreaterThanOrEqual(4)
  })

  it('refuses a request without a brief that it can read', async () => {
    const model = createStoryteller()
    const bad = [{ role: 'user' as const, content: 'Tell me a story.' }]
    await expect(Array.fromAsync(model.stream({ messages: bad }))).rejects.toThrow(ModelError)
    await expect(Array.fromAsync(model.stream(request({ chapterNumber: 0 })))).rejects.toThrow(ModelError)
  })

  it('takes whole plots of the shelf, and junk, as stories to keep away from', async () => {
    const avoid = [tellStory(BRIEF).chapters[0]!.plot, { by: 'another author' }, null]
    expect((await answer({ avoid: avoid as never })).paragraphs).toHaveLength(5)
  })
})
