import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerJson, type RecordedRequest, type ScriptedModel, startScriptedModel } from 'unfold/testing'
import { answerRest, briefOf, remainderOf, type ScriptedChapter, withSentence } from './chapters.ts'
import { changeChild, type House, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'adventure' }

/** A Hebrew chapter of four paragraphs (age 8), with the words that look like harmful ones. */
function hebrewChapter(): ScriptedChapter {
  const places = ['הגבעה', 'הנחל', 'האסם', 'הגשר']
  return {
    paragraphs: places.map(
      (place, i) =>
        `נועה הלכה אל ${place} ביום ${i + 1}. ציפור קטנה שרה שם שיר מספר ${i + 1}. "בואו אל ${place}!" אמרה נועה בשעה ${i + 1}.`,
    ),
    title: 'המסע הראשון',
    question: 'לאן נועה הולכת עכשיו?',
    choices: [
      { text: 'לעקוב אחרי הציפור', description: 'היא מכירה את הדרך.' },
      { text: 'לשוט בסירה', description: 'האגם שקט.' },
    ],
    educational_elements: ['ציפורים מדברות בשירה.'],
    vocabulary_words: ['אסם'],
    plot: {},
  }
}

const chapter = hebrewChapter()
let script: (request: RecordedRequest) => ReturnType<typeof answerJson>
let model: ScriptedModel
let house: House

beforeEach(async () => {
  model = await startScriptedModel({ script: (request) => script(request) })
  house = await openHouse({ model: scriptedModel(model.url) })
  await changeChild(house, 1, { language: 'hebrew' })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model.close()
})

describe('a Hebrew story', () => {
  it('is written, checked, measured and saved in Hebrew', async () => {
    script = () => answerJson(chapter)
    const runId = await house.start(START)
    const state = await house.state(runId)
    expect([state.status, state.error]).toEqual(['completed', null])
    expect(state.output).toMatchObject({
      language: 'hebrew',
      paragraphs: chapter.paragraphs,
      title: chapter.title,
      question: chapter.question,
      safety: { approved: true, score: 1 },
      metrics: { reading: { band: 'beginner', over_limit: 0 } },
    })
    const [system] = model.requests[0]!.body.messages
    expect(system!.content).toContain('You write in Hebrew')
    expect(briefOf(model.requests[0]!).language).toBe('hebrew')
    // Sentence by sentence: each piece of text ends where a sentence ends.
    const texts = (await house.ended(runId)).flatMap((e) => (e.type === 'text' ? [e.text] : []))
    expect(texts.join('')).toBe(chapter.paragraphs.join(''))
  })

  it.each([
    ['plainly', 'האביר הרג את הדרקון.'],
    ['with niqqud', 'הָאַבִּיר הָרַג אֶת הַדְּרָקוֹן.'],
    ['with letters apart', 'האביר ה.ר.ג את הדרקון.'],
    ['in Latin letters', 'האביר אמר laharog ורץ.'],
    ['in English', 'האביר אמר kill the dragon ורץ.'],
  ])(
    'withholds a harmful sentence that is written %s, and is rewritten with the reason alone',
    async (_, harm) => {
      const harmful = withSentence(chapter, 1, harm)
      script = (request) => (request.index === 0 ? answerJson(harmful) : answerRest(chapter, request))
      const runId = await house.start(START)
      const state = await house.state(runId)
      expect(state.status).toBe('completed')
      expect((state.output as any).paragraphs).toEqual(chapter.paragraphs)
      const shown = JSON.stringify([await house.ended(runId), await house.backend.log.snapshot(runId)])
      expect(shown).not.toContain(harm)
      expect(JSON.stringify(await house.backend.log.notes(runId))).toContain(harm)
      expect(briefOf(model.requests[1]!).reason).toContain('killing')
      expect(JSON.stringify(model.requests[1]!.body)).not.toContain(harm)
    },
  )

  it('ends with a reviewed ending in Hebrew when a place cannot be mended', async () => {
    script = (request) => {
      const rest = remainderOf(chapter, briefOf(request))
      const [first = '', ...others] = rest.paragraphs ?? []
      const paragraphs = [
        request.index === 0 ? first : `האביר רצח את המלך. ${first}`,
        'הרוצח ברח.',
        ...others,
      ]
      return answerJson({ ...rest, paragraphs })
    }
    const state = await house.state(await house.start(START))
    expect(state.status).toBe('completed')
    expect(state.notices).toMatchObject([{ code: 'REVIEWED_ENDING' }])
    const { paragraphs, question, title } = state.output as any
    expect(paragraphs).toHaveLength(2)
    for (const text of [paragraphs.at(-1), question, title]) {
      expect(text).toMatch(/[א-ת]/)
      expect(text).not.toMatch(/[a-z]/i)
    }
  })

  it('keeps what the parent wants avoided out of sentences, title and choices', async () => {
    await changeChild(house, 1, { limits: { avoid: ['spiders'], spookiness: 0 } })
    const spidery = {
      ...withSentence(chapter, 0, 'עכביש ירד מהתקרה.'),
      title: 'העכביש הקטן',
      choices: [{ text: 'לדבר עם העכביש', description: 'הוא נחמד.' }, chapter.choices[1]!],
    }
    script = (request) => {
      const { title, choices } =
        request.index === 1 ? spidery : request.index === 2 ? { ...spidery, title: chapter.title } : chapter
      return request.index === 0
        ? answerJson(spidery)
        : answerJson(remainderOf({ ...chapter, title, choices }, briefOf(request)))
    }
    const state = await house.state(await house.start(START))
    expect(state.status).toBe('completed')
    expect(JSON.stringify(state.output)).not.toContain('עכביש')
    expect((state.output as any).safety.issues).toEqual(['It speaks of a topic that you asked to avoid.'])
    expect(briefOf(model.requests[0]!).limits).toEqual({ avoid: ['spiders'], spookiness: 0 })
    expect(model.requests).toHaveLength(4)
  })

  it('takes the child’s own words in Hebrew through the Hebrew rules', async () => {
    script = () => answerJson(chapter)
    await expect(house.start({ ...START, title: 'איך להרוג מלך עם אקדח' })).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(/^בסיפורים כאן [^.a-z]+\. נסו [^.a-z]+\.$/i),
      fields: [{ field: 'body.title', message: expect.stringMatching(/^[A-Z].*\. Try [^.]+\.$/) }],
    })
    await house.ended(await house.start({ ...START, title: 'הדרקון שאהב תותים' }))
  })
})
