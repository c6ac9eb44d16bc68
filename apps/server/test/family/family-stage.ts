import { randomUUID } from 'node:crypto'
import { createStoriesApp } from '@unfold/stories/server'
import type { LanguageModel } from 'unfold/models'
import type { Checker } from 'unfold/reveal'
import {
  type Brief,
  remainderOf,
  type ScriptedChapter,
  scriptedChapter,
} from '../../../../test/stories/chapters.ts'
import type { ServerBackend } from '../../src/server.ts'
import { type Answer, ask, bearer, openTestServer, signUp, type TestServer } from '../test-server.ts'

export const CHILD = { nickname: 'Rivka', age: 8, readingLevel: 'intermediate' }

export interface StageOptions {
  /** What the model answers to a brief; default: a chapter that nothing is wrong with. */
  tell?: (brief: Brief) => object | Promise<object>
  /** Further layers of the gate. */
  checkers?: readonly Checker[]
  now?: () => number
}

/** The stories on a server of their own, told by a model in this process. */
export class FamilyStage implements AsyncDisposable {
  readonly server: TestServer
  /** Every brief that the model was given. */
  readonly briefs: any[]

  private constructor(server: TestServer, briefs: any[]) {
    this.server = server
    this.briefs = briefs
  }

  static async open(
    openBackend: (options: { folder: string }) => Promise<ServerBackend>,
    { tell = (brief) => chapterOf(brief), checkers = [], ...options }: StageOptions = {},
  ): Promise<FamilyStage> {
    const briefs: any[] = []
    const model: LanguageModel = {
      id: 'told',
      continues: 'sentence',
      offline: false,
      async *stream({ messages }) {
        const { content } = messages.at(-1)!
        const brief = JSON.parse(/<brief>\n(.*)\n<\/brief>/s.exec(content)![1]!)
        briefs.push(brief)
        yield { text: JSON.stringify(await tell(brief)) }
        yield { finish: 'stop' }
      },
    }
    const server = await openTestServer(openBackend, {
      ...options,
      apps: async (engine) => [
        await createStoriesApp(engine, { model, judge: null, checkers, demoAccountId: 'demo' }),
      ],
    })
    return new FamilyStage(server, briefs)
  }

  /** A signed-in parent with one child. */
  async family(child: object = {}): Promise<Family> {
    const { token, cookie } = await signUp(this.server, `family-${randomUUID()}`)
    const family = new Family(this.server, bearer(token), cookie)
    const added = await family.post('/api/children', { ...CHILD, ...child })
    if (added.status !== 201) throw new Error(`the child was answered ${added.status}: ${added.text}`)
    family.childId = added.json.id
    return family
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
  }
}

/** What one family asks of the server; `parent` is the same family, unlocked. */
export class Family {
  readonly #server: TestServer
  readonly headers: Record<string, string>
  readonly cookie: string
  childId = 0

  constructor(server: TestServer, headers: Record<string, string>, cookie: string) {
    this.#server = server
    this.headers = headers
    this.cookie = cookie
  }

  get(path: string): Promise<Answer> {
    return ask(this.#server, 'GET', path, { headers: this.headers })
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return ask(this.#server, 'POST', path, { headers: this.headers, body })
  }

  send(method: 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    return ask(this.#server, method, path, { headers: this.headers, body })
  }

  /** By the sign-in, which is fresh in a test. */
  async parent(): Promise<Family> {
    const { status, json, text } = await this.post('/api/parent/unlock')
    if (status !== 200) throw new Error(`unlocking was answered ${status}: ${text}`)
    const parent = new Family(this.#server, { ...this.headers, 'x-unfold-parent': json.token }, this.cookie)
    parent.childId = this.childId
    return parent
  }

  /** The shelf's only story, once nothing of it is being written. */
  async settled(): Promise<any> {
    for (;;) {
      const { stories } = (await this.get('/api/stories')).json
      if (stories.length > 0 && stories.every((story: any) => story.status !== 'writing')) return stories[0]
    }
  }

  async begin(start: object = {}): Promise<{ runId: string; storyId: string }> {
    const started = await this.post('/api/runs/story', { childId: this.childId, theme: 'space', ...start })
    if (started.status !== 201) throw new Error(`the start was answered ${started.status}: ${started.text}`)
    const { storyId } = await this.settled()
    return { runId: started.json.runId, storyId }
  }
}

/** What is left to write of a chapter unlike every other one, by its number and the choice that led there. */
export function chapterOf(brief: Brief, change: Partial<ScriptedChapter> = {}): object {
  const chapter = { ...scriptedChapter(brief.chapterNumber), ...change }
  const isLast = brief.chapterNumber >= brief.totalChapters
  return remainderOf(isLast ? { ...chapter, question: null, choices: [] } : chapter, brief)
}
