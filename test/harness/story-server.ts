import {
  answerJson,
  type RecordedRequest,
  type Script,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
  tokens,
} from 'unfold/testing'
import type { RunEvent, RunState } from 'unfold/protocol'
import { ServerProcess } from './server-process.ts'
import { answerRest, briefOf, scriptedChapter } from '../stories/chapters.ts'

type StoryScript = (request: RecordedRequest) => Script | ScriptStep[]

/** Known to the tests, so that they can sign tickets of other times. */
export const SECRET = 'a secret of thirty-two characters'

/** A family with one session; `headers` speak for it. */
export interface Family {
  childId: number
  token: string
  cookie: string
  email: string
  headers: { authorization: string }
}

const PASSWORD = 'correct horse'

/**
 * The server as a process, and the model that it asks: a scripted one, told by theme what to answer, so that the tests
 * of one file can share both. As a judge the model finds everything safe, until it is told otherwise.
 */
export class StoryServer implements AsyncDisposable {
  readonly process: ServerProcess
  readonly model: ScriptedModel
  readonly #scripts: Map<string, StoryScript>
  readonly #held: { until: Promise<void> }
  #families = 0

  private constructor(
    process: ServerProcess,
    model: ScriptedModel,
    scripts: Map<string, StoryScript>,
    held: { until: Promise<void> },
  ) {
    this.process = process
    this.model = model
    this.#scripts = scripts
    this.#held = held
  }

  static async start(env: NodeJS.ProcessEnv = {}): Promise<StoryServer> {
    const scripts = new Map<string, StoryScript>()
    const held = { until: Promise.resolve() }
    const model = await startScriptedModel({
      async script(request) {
        await held.until
        if (isJudge(request)) return scripts.get('judge')?.(request) ?? answerJson({ safe: true, reason: '' })
        const play = scripts.get(briefOf(request).theme)
        return play ? play(request) : answerRest(scriptedChapter(), request)
      },
    })
    const server = await ServerProcess.start({
      UNFOLD_MODEL: 'openai:scripted',
      OPENAI_BASE_URL: model.url,
      UNFOLD_SECRET: SECRET,
      UNFOLD_LIMIT_CONCURRENT_RUNS: '100',
      UNFOLD_LIMIT_STARTS_PER_HOUR: '1000',
      ...env,
    })
    return new StoryServer(server, model, scripts, held)
  }

  get url(): string {
    return this.process.url
  }

  /** What the model answers for stories of this theme. */
  play(theme: string, script: StoryScript): void {
    this.#scripts.set(theme, script)
  }

  /** What the model answers as a judge from now on. */
  judge(script: StoryScript): void {
    this.#scripts.set('judge', script)
  }

  /** The model sends nothing at all before this, not even a judge's word. */
  holdAll(until: Promise<void>): void {
    this.#held.until = until
  }

  /** What the model was asked for stories of this theme, the judge's questions apart. */
  asked(theme: string): RecordedRequest[] {
    return this.model.requests.filter((request) => !isJudge(request) && briefOf(request).theme === theme)
  }

  streamUrl(query: Record<string, string | number>): string {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    return `${this.url}/api/v1/stories/generate/stream?${search}`
  }

  async json(path: string, init: RequestInit = {}): Promise<any> {
    const response = await fetch(this.url + path, init)
    return response.json()
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  /** The id of a run started through the native API. */
  async startRun(theme: string, headers: Record<string, string> = {}, childId = 1): Promise<string> {
    const response = await this.post('/api/runs/story', { childId, theme }, headers)
    if (response.status !== 201) throw new Error(`answered ${response.status}: ${await response.text()}`)
    return ((await response.json()) as { runId: string }).runId
  }

  async events(runId: string, headers: Record<string, string> = {}): Promise<RunEvent[]> {
    return (await this.json(`/api/runs/${runId}/events?limit=1000`, { headers })).events
  }

  async state(runId: string, headers: Record<string, string> = {}): Promise<RunState> {
    return (await this.json(`/api/runs/${runId}`, { headers })).state
  }

  async runs(headers: Record<string, string> = {}): Promise<any[]> {
    return (await this.json('/api/runs?limit=100', { headers })).runs
  }

  async signUp(): Promise<Family> {
    this.#families += 1
    const email = `family${this.#families}@example.org`
    const answer = await this.post('/api/auth/sign-up/email', {
      name: `Family ${this.#families}`,
      email,
      password: PASSWORD,
    })
    const { token } = (await answer.json()) as { token: string }
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ')
    const headers = { authorization: `Bearer ${token}` }
    const child = await this.post('/api/children', { nickname: 'Noa', age: 8 }, headers)
    if (child.status !== 201) throw new Error(`answered ${child.status}: ${await child.text()}`)
    const { id } = (await child.json()) as { id: number }
    return { childId: id, token, cookie, email, headers }
  }

  /** Another session of the same family: another device. */
  async signIn({ email }: Family): Promise<{ authorization: string }> {
    const answer = await this.post('/api/auth/sign-in/email', { email, password: PASSWORD })
    const { token } = (await answer.json()) as { token: string }
    return { authorization: `Bearer ${token}` }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]()
    await this.model.close()
  }
}

/** A story whose model stands still at a place in its answer, until the test lets it go on. */
interface HeldStory {
  script: StoryScript
  /** The model has come to the place. */
  reached: Promise<void>
  release: () => void
}

/**
 * `place` is a text of the answer that is sent before the model stands still; null holds its very first byte. The answer
 * is a whole chapter, unless the test says another one.
 */
export function holdStory(
  place: string | null,
  answer: (request: RecordedRequest) => unknown = () => scriptedChapter(),
): HeldStory {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const script: StoryScript = (request) => {
    const text = JSON.stringify(answer(request))
    const cut = place === null ? 0 : text.indexOf(place) + place.length
    return [
      ...tokens(text.slice(0, cut)),
      {
        get wait() {
          reached.resolve()
          return gate.promise
        },
      },
      ...tokens(text.slice(cut)),
    ]
  }
  return { script, reached: reached.promise, release: () => gate.resolve() }
}

function isJudge({ body }: RecordedRequest): boolean {
  return body.response_format?.json_schema?.name === 'verdict'
}
