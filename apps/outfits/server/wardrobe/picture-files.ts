import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type PictureForm = 'original' | 'thumbnail'

const ENDINGS = { original: '.original', thumbnail: '.webp' } as const
/** An upload that nobody finished by then never will be. */
const INCOMING_MS = 86_400_000

/**
 * The pictures of all accounts on disk, one folder that every process of an installation shares. A path is made of an id
 * of ours alone, never of a name that somebody sent; whose picture it is, the records say.
 */
export class PictureFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes the folders, and clears away what uploads of earlier lives left half done. */
  async open(now: number): Promise<void> {
    const incoming = this.#incoming()
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    for (const name of await readdir(incoming)) {
      const file = path.join(incoming, name)
      const found = await stat(file).catch(() => null)
      if (found && now - found.mtimeMs > INCOMING_MS) await rm(file, { force: true })
    }
  }

  /** Writes a body to a file of its own, which the caller keeps or which goes with the `using`. */
  async receive(body: Readable): Promise<IncomingFile> {
    const incoming = new IncomingFile(path.join(this.#incoming(), randomUUID()))
    try {
      await pipeline(body, createWriteStream(incoming.path, { mode: 0o600 }))
      return incoming
    } catch (error) {
      await incoming[Symbol.asyncDispose]()
      throw error
    }
  }

  path(pictureId: string, form: PictureForm): string {
    if (!/^[0-9a-f-]{16,64}$/.test(pictureId)) throw new TypeError('This is not the id of a picture.')
    // From the end: ids that begin with the time would all lie in one folder.
    return path.join(this.#folder, pictureId.slice(-2), pictureId + ENDINGS[form])
  }

  /** Durable when it resolves. */
  async keep(incoming: IncomingFile, pictureId: string, form: PictureForm): Promise<void> {
    const file = this.path(pictureId, form)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await flushed(incoming.path)
    await rename(incoming.path, file)
    await flushed(path.dirname(file))
  }

  /** A place to write a new form of a picture to; `keep` moves it where it belongs. */
  reserve(): IncomingFile {
    return new IncomingFile(path.join(this.#incoming(), randomUUID()))
  }

  async remove(pictureId: string): Promise<void> {
    await rm(this.path(pictureId, 'original'), { force: true })
    await rm(this.path(pictureId, 'thumbnail'), { force: true })
  }

  #incoming(): string {
    return path.join(this.#folder, 'incoming')
  }
}

export class IncomingFile implements AsyncDisposable {
  readonly path: string

  constructor(file: string) {
    this.path = file
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { force: true })
  }
}

async function flushed(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
