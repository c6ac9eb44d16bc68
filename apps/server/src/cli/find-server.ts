import { type ApiOptions, sendJson } from 'unfold/client'
import { CommandError, EXIT } from './exit.ts'
import type { Terminal } from './terminal.ts'

export const DEFAULT_URL = 'http://localhost:8000'

export interface ServerOptions {
  url?: string | undefined
}

export interface FoundServer extends AsyncDisposable {
  api: ApiOptions
  /** What becomes of a run that this command leaves. */
  fate: Fate
}

/** In words, for somebody who has seen it up to the cursor. */
export type Fate = (runId: string, cursor: number) => string

export const goesOn: Fate = (runId, cursor) =>
  `The run goes on with its server. To follow it: unfold tail ${runId} --after ${cursor}`
const waits: Fate = () => 'The run goes on when a server starts on this folder.'
const ends: Fate = () => 'Its server was started for it alone, and has ended with it.'

/** A stranger's program on our port may take a connection and never answer. */
const PROBE_MS = 2000

/** The running server: `--url`, then `UNFOLD_URL`, then the default. Nothing is asked of it yet. */
export function apiFromOptions({ url = process.env['UNFOLD_URL'] || undefined }: ServerOptions): ApiOptions {
  const token = process.env['UNFOLD_TOKEN'] || undefined
  if (url !== undefined && !/^https?:\/\/./.test(url)) {
    throw new CommandError(EXIT.usage, `The server's address must be an http or https one, not "${url}".`)
  }
  return { url: (url ?? DEFAULT_URL).replace(/\/+$/, ''), token }
}

/** The running server, or one of this command's own where none was named and none answers. */
export async function findServer(
  options: ServerOptions & { data?: string | undefined },
  terminal: Terminal,
): Promise<FoundServer> {
  const isNamed = options.url !== undefined || Boolean(process.env['UNFOLD_URL'])
  if (options.data !== undefined && options.url !== undefined) {
    throw new CommandError(
      EXIT.usage,
      '--data is for a server of our own, --url for one that runs: name one of the two.',
    )
  }
  if (options.data === undefined) {
    const api = apiFromOptions(options)
    if (isNamed || (await isUnfold(api))) return { api, fate: goesOn, [Symbol.asyncDispose]: async () => {} }
    terminal.talk(`No server answers at ${DEFAULT_URL}: starting one for this story alone.`)
  }
  // Loaded only here: a whole server is half a second that `unfold runs` does not need.
  const { openOwnServer } = await import('./own-server.ts')
  const own = await openOwnServer(options.data)
  return {
    api: { url: own.url },
    fate: options.data === undefined ? ends : waits,
    [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
  }
}

async function isUnfold(api: ApiOptions): Promise<boolean> {
  try {
    const me = await sendJson<{ model?: unknown } | null>(api, '/api/me', {
      signal: AbortSignal.timeout(PROBE_MS),
    })
    return typeof me === 'object' && me?.model !== undefined
  } catch (error) {
    // A server of ours that refuses the token is one that runs.
    return (error as { code?: string }).code === 'UNAUTHENTICATED'
  }
}
