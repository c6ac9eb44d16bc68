import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { type ReadFrame, readToEnd } from '../harness/sse-reader.ts'
import { ServerProcess } from '../harness/server-process.ts'

interface JobReply {
  status: number
  json: any
  text: string
}

/** One frame of the job dialect, read. */
export interface JobFrame {
  id: string
  event: string
  data: any
}

/** The body of the seed's own curl line. */
export const SEED_BODY = {
  user_id: 'test',
  occasions: ['casual'],
  mode: 'occasion',
  include_reasoning: false,
}

/** The server as a process, spoken to in the seed's words. */
export class JobServer implements AsyncDisposable {
  readonly process: ServerProcess

  private constructor(process: ServerProcess) {
    this.process = process
  }

  static async start(env: NodeJS.ProcessEnv = {}): Promise<JobServer> {
    const limits = { UNFOLD_LIMIT_CONCURRENT_RUNS: '100', UNFOLD_LIMIT_STARTS_PER_HOUR: '1000' }
    return new JobServer(await ServerProcess.start({ ...limits, ...env }))
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<JobReply> {
    return replyFrom(await fetch(this.process.url + path, { headers }))
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<JobReply> {
    const sent =
      body instanceof URLSearchParams || body instanceof FormData
        ? { body, headers }
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
    return replyFrom(await fetch(this.process.url + path, { method: 'POST', ...sent }))
  }

  /** The job's id. */
  async generate(change: object = {}, headers: Record<string, string> = {}): Promise<string> {
    const { status, json, text } = await this.post(
      '/api/outfits/generate',
      { ...SEED_BODY, ...change },
      headers,
    )
    if (status !== 200) throw new Error(`answered ${status}: ${text}`)
    return json.job_id
  }

  /** What its polls answered, to the last. */
  async poll(jobId: string): Promise<any[]> {
    const answers: any[] = []
    for (;;) {
      const { json } = await this.get(`/api/jobs/${jobId}`)
      answers.push(json)
      if (json.status === 'complete' || json.status === 'failed') return answers
    }
  }

  async read(jobId: string, beforeReconnect?: () => Promise<void>): Promise<JobFrame[]> {
    const url = `${this.process.url}/api/jobs/${jobId}/stream`
    return framesFrom(await readToEnd(url, beforeReconnect ? { beforeReconnect } : {}))
  }

  async signUp(name: string): Promise<{ id: string; headers: { authorization: string } }> {
    const { json } = await this.post('/api/auth/sign-up/email', {
      name,
      email: `${name}@example.org`,
      password: 'correct horse',
    })
    const headers = { authorization: `Bearer ${json.token}` }
    return { id: (await this.get('/api/me', headers)).json.account.id, headers }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.process[Symbol.asyncDispose]()
  }
}

function framesFrom(frames: readonly ReadFrame[]): JobFrame[] {
  return frames.map(({ id, event, data }) => ({ id, event, data: JSON.parse(data) }))
}

async function replyFrom(response: Response): Promise<JobReply> {
  const text = await response.text()
  return {
    status: response.status,
    text,
    json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null,
  }
}

const curlIsHere = spawnSync('curl', ['--version']).status === 0
const run = promisify(execFile)

/** The seed's two curl lines, as they stand there; the same requests where there is no curl. */
export async function curlTwice(origin: string): Promise<{ started: any; streamed: string }> {
  const post = `${origin}/api/outfits/generate`
  const body = `{
    "user_id": "test",
    "occasions": ["casual"],
    "mode": "occasion",
    "include_reasoning": false
  }`
  const headers = { 'Content-Type': 'application/json' }
  const started = curlIsHere
    ? (await run('curl', ['-X', 'POST', post, '-H', 'Content-Type: application/json', '-d', body])).stdout
    : await (await fetch(post, { method: 'POST', headers, body })).text()
  const stream = `${origin}/api/jobs/${JSON.parse(started).job_id}/stream`
  const streamed = curlIsHere
    ? (await run('curl', ['-N', stream])).stdout
    : await (await fetch(stream)).text()
  return { started: JSON.parse(started), streamed }
}
