import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type ApiOptions, sendJson, sendRequest } from 'unfold/client'
import { CommandError, EXIT, type Exit } from './exit.ts'
import { apiFromOptions, type ServerOptions } from './find-server.ts'
import type { Terminal } from './terminal.ts'

export interface EraseFlags extends ServerOptions {
  yes?: boolean | undefined
}

/** Everything that the account has, to a file of the owner's eyes alone or to stdout. */
export async function exportFamily(
  file: string | undefined,
  flags: ServerOptions,
  terminal: Terminal,
): Promise<Exit> {
  const api = apiFromOptions(flags)
  const { token } = await sendJson<{ token: string }>(api, '/api/parent/unlock', {
    method: 'POST',
    body: proofFromEnv(),
  })
  const answer = await sendRequest(api, '/api/family/export', { headers: { 'x-unfold-parent': token } })
  const body = Readable.fromWeb(answer.body as ReadableStream)
  if (file === undefined) {
    for await (const chunk of body.setEncoding('utf8')) terminal.write(chunk as string)
    return EXIT.ok
  }
  try {
    await pipeline(body, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new CommandError(EXIT.usage, `${file} is there already; nothing was written.`)
  }
  terminal.talk(`Everything that the account has is in ${file}. Nobody else can read that file.`)
  return EXIT.ok
}

/** For good, so that it wants to be told twice. */
export async function eraseFamily({ yes, ...flags }: EraseFlags, terminal: Terminal): Promise<Exit> {
  const api = apiFromOptions(flags)
  const { account } = await sendJson<{ account: { name: string; email: string } | null }>(api, '/api/me')
  if (!account) throw new CommandError(EXIT.refused, 'Whose? UNFOLD_TOKEN says who you are.')
  if (!yes) {
    throw new CommandError(
      EXIT.usage,
      `This erases ${account.name} (${account.email}): children, stories, wardrobe, runs, the account. Say so with --yes.`,
    )
  }
  await erase(api)
  terminal.talk(
    `Everything of ${account.name} (${account.email}) is erased. Back-ups keep it until they are deleted.`,
  )
  return EXIT.ok
}

async function erase(api: ApiOptions): Promise<void> {
  await sendRequest(api, '/api/family/erase', { method: 'POST', body: proofFromEnv() })
}

/** Not from the command line, which other users of the machine can read. Without one, only a fresh sign-in counts. */
function proofFromEnv(): { pin?: string; password?: string } {
  const { UNFOLD_PIN: pin, UNFOLD_PASSWORD: password } = process.env
  if (pin) return { pin }
  return password ? { password } : {}
}
