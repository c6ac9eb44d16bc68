import {
  answerJson,
  startScriptedModel,
  tokens,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
} from 'unfold/testing'
import {
  type Brief,
  briefOf,
  remainderOf,
  scriptedChapter,
  type ScriptedChapter,
} from '../stories/chapters.ts'

interface Hold {
  before: string
  open: Promise<void>
  cuts: boolean
}

/**
 * A model that tells a chapter and stands still where a test says so: what a page shows in the middle of a story is
 * then looked at, not hoped for. Asked to go on, it goes on behind what is committed.
 */
export class Teller implements AsyncDisposable {
  readonly stories: RecordedRequest[] = []
  readonly #holds: Hold[] = []
  #model: ScriptedModel | null = null
  #isBroken = false
  #told: ScriptedChapter | null = null

  static async start(): Promise<Teller> {
    const teller = new Teller()
    teller.#model = await startScriptedModel({ script: (request) => teller.#answer(request) })
    return teller
  }

  get url(): string {
    return this.#model!.url
  }

  /** Stands still before it says this, in whichever request; the answer lets it go on. */
  holdBefore(text: string): () => void {
    return this.#hold(text, false)
  }

  /** The same, and then the line breaks instead of going on; in one request only. */
  cutBefore(text: string): () => void {
    return this.#hold(text, true)
  }

  /** Tells this from now on, whatever chapter it is asked for. */
  tells(chapter: ScriptedChapter): void {
    this.#told = chapter
  }

  /** Refuses every story from now on, as a provider that is down does. */
  breakDown(): void {
    this.#isBroken = true
  }

  recover(): void {
    this.#isBroken = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#model?.close()
  }

  #hold(before: string, cuts: boolean): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#holds.push({ before, open: promise, cuts })
    return resolve
  }

  #answer(request: RecordedRequest): ScriptStep[] {
    // As a judge it finds everything safe.
    if (request.body.response_format?.json_schema?.name === 'verdict')
      return answerJson({ safe: true, reason: '' })
    this.stories.push(request)
    if (this.#isBroken) return [{ status: 500 }]
    const brief = briefOf(request)
    return this.#stand(JSON.stringify(remainderOf(this.#told ?? chapterFor(brief), brief)))
  }

  #stand(answer: string): ScriptStep[] {
    const holds = this.#holds
      .map((hold) => ({ hold, at: answer.indexOf(hold.before) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)
    const steps: ScriptStep[] = []
    let from = 0
    for (const { at, hold } of holds) {
      steps.push(...tokens(answer.slice(from, at)), { wait: hold.open })
      if (hold.cuts) this.#holds.splice(this.#holds.indexOf(hold), 1)
      if (hold.cuts) return [...steps, { cut: '', afterBytes: 0 }]
      from = at
    }
    return [...steps, ...tokens(answer.slice(from))]
  }
}

/** A later chapter opens with the choice that led to it, in the words in which the brief brings it. */
function chapterFor(brief: Brief): ScriptedChapter {
  const chapter = scriptedChapter(brief.chapterNumber)
  const [first, ...rest] = chapter.paragraphs
  if (!brief.choice) return chapter
  return { ...chapter, paragraphs: [`So they chose: “${brief.choice.text}.” ${first}`, ...rest] }
}

/** Before the second sentence: the first one is whole, and nothing behind it. */
export const AFTER_FIRST_SENTENCE = 'bird sang number 1 there'
/** In the third of four paragraphs. */
export const IN_THE_MIDDLE = 'bird sang number 3 there'
export const WHOLE_CHAPTER = scriptedChapter().paragraphs
