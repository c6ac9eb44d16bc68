import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Flow } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import { newRunId } from 'unfold/server'
import type { ImportCounts } from '../../shared/index.ts'
import type { OutfitsEngine } from '../engine.ts'
import type { Items, NewPicture, Picture, PictureImport, Pictures } from '../records/index.ts'
import { badArchive, MAX_ARCHIVE_PICTURES, openPictureArchive } from './picture-archive.ts'
import { checkPicture, mediaTypeFromName, type MediaType } from './picture-check.ts'
import type { IncomingFile, PictureFiles } from './picture-files.ts'

export interface ImportView extends PictureImport {
  counts: ImportCounts
  pictures: (Omit<Picture, 'state'> & { state: Picture['state'] | 'failed' })[]
}

export interface SentPicture {
  body: Readable
  /** What the sender says that it is. */
  mediaType: MediaType
  fileName: string
}

/** On the disk and judged, not yet kept. */
interface ArrivedPicture {
  incoming: IncomingFile
  picture: NewPicture
}

export interface PictureImportsOptions {
  engine: OutfitsEngine
  flow: Flow
  pictures: Pictures
  items: Items
  files: PictureFiles
  now: () => number
}

/** Takes pictures in. In this order: the file is durable, then its row, then its run; a start finishes what a death cut. */
export class PictureImports {
  readonly #options: PictureImportsOptions

  constructor(options: PictureImportsOptions) {
    this.#options = options
  }

  /** With a key, the same call again is the same import. */
  async open(accountId: string, total: number, key?: string): Promise<ImportView> {
    const { pictures, items, now } = this.#options
    const id = importIdFrom(accountId, 'announced', key)
    if (!(await pictures.findImport(accountId, id))) await items.requireRoom(accountId, total)
    const opened = await pictures.open(accountId, { id, total, createdAt: now() })
    if (opened.total !== total) {
      throw new UnfoldError(
        'IDEMPOTENCY_MISMATCH',
        'This key was used before, for another number of pictures.',
      )
    }
    return this.view(accountId, id)
  }

  /** Stores one picture at its place; the same place again is the same picture, whatever is sent then. */
  async put(
    accountId: string,
    place: { importId: string; position: number },
    sent: SentPicture,
  ): Promise<{ picture: Picture; created: boolean }> {
    const { pictures, files } = this.#options
    const { importId, position } = place
    const { total, closedAt } = await pictures.requireImport(accountId, importId)
    if (closedAt !== null) throw new UnfoldError('CONFLICT', 'This import is closed: begin a new one.')
    if (position > total) {
      const message = `This import has ${total} pictures.`
      throw new UnfoldError('INVALID', message, { fields: [{ field: 'params.position', message }] })
    }
    const id = pictureIdFrom(importId, position)
    let created = false
    if (!(await pictures.find(accountId, id))) {
      await using incoming = await files.receive(sent.body)
      const facts = await checkPicture(incoming.path, sent.mediaType, sent.fileName)
      await files.keep(incoming, id, 'original')
      const runId = newRunId(this.#options.now())
      created = await pictures.add(accountId, {
        id,
        ...place,
        fileName: sent.fileName,
        itemId: null,
        asks: false,
        runId,
        ...facts,
      })
    }
    const picture = await pictures.require(accountId, id)
    await this.#start(accountId, picture)
    return { picture, created }
  }

  /** An import of one, which is not there when the picture is refused. */
  async putAlone(
    accountId: string,
    sent: SentPicture,
    {
      key,
      itemId = null,
      asks = false,
    }: { key?: string | undefined; itemId?: string | null; asks?: boolean } = {},
  ): Promise<ImportView> {
    const { pictures, items, files, now } = this.#options
    const importId = importIdFrom(accountId, itemId ?? (asks ? 'asking' : 'alone'), key)
    if (await pictures.findImport(accountId, importId)) return this.#startAll(accountId, importId)
    if (itemId === null) await items.requireRoom(accountId, 1)
    await using incoming = await files.receive(sent.body)
    const facts = await checkPicture(incoming.path, sent.mediaType, sent.fileName)
    const id = pictureIdFrom(importId, 1)
    const place = { importId, position: 1, fileName: sent.fileName, itemId, asks }
    const picture = { id, ...place, runId: newRunId(now()), ...facts }
    await this.#openWhole(accountId, importId, [{ incoming, picture }])
    return this.#startAll(accountId, importId)
  }

  /** All of its pictures, or nothing. */
  async putArchive(
    accountId: string,
    body: Readable,
    key?: string,
  ): Promise<{ view: ImportView; skipped: string[]; created: boolean }> {
    const { pictures, items, files, now } = this.#options
    const importId = importIdFrom(accountId, 'archive', key)
    if (await pictures.findImport(accountId, importId)) {
      return { view: await this.#startAll(accountId, importId), skipped: [], created: false }
    }
    await using kept = new AsyncDisposableStack()
    const archiveFile = kept.use(await files.receive(body))
    using archive = await openPictureArchive(archiveFile.path)
    const total = archive.pictures.length
    await items.requireRoom(accountId, total)
    const unpacked: ArrivedPicture[] = []
    for (const [index, { fileName, open }] of archive.pictures.entries()) {
      const incoming = kept.use(await this.#unpack(open))
      const facts = await checkPicture(incoming.path, mediaTypeFromName(fileName)!, fileName)
      const position = index + 1
      const id = pictureIdFrom(importId, position)
      unpacked.push({
        incoming,
        picture: {
          id,
          importId,
          position,
          fileName,
          itemId: null,
          asks: false,
          runId: newRunId(now()),
          ...facts,
        },
      })
    }
    await this.#openWhole(accountId, importId, unpacked)
    return { view: await this.#startAll(accountId, importId), skipped: archive.skipped, created: true }
  }

  async view(accountId: string, importId: string): Promise<ImportView> {
    const { pictures } = this.#options
    const found = await pictures.requireImport(accountId, importId)
    const arrived = await Promise.all(
      (await pictures.list(accountId, importId)).map(async (picture) => ({
        ...picture,
        state: (await this.#hasFailed(picture)) ? ('failed' as const) : picture.state,
      })),
    )
    const count = (state: string) => arrived.filter((picture) => picture.state === state).length
    // A closed one waits for no more than what is here.
    const total = found.closedAt === null ? found.total : arrived.length
    const counts = {
      total,
      missing: total - arrived.length,
      measuring: count('measuring'),
      ready: count('ready'),
      needsYou: count('needs_you'),
      unreadable: count('unreadable'),
      failed: count('failed'),
      removed: count('removed'),
    }
    return { ...found, counts, pictures: arrived.filter((picture) => picture.state !== 'removed') }
  }

  /** No more is to come; what cannot become a piece is forgotten. */
  async close(accountId: string, importId: string): Promise<ImportView> {
    const { pictures, files } = this.#options
    await pictures.close(accountId, importId)
    const before = await this.view(accountId, importId)
    for (const { id, state, itemId } of before.pictures) {
      if ((state !== 'unreadable' && state !== 'failed') || itemId !== null) continue
      await pictures.remove(accountId, id)
      await files.remove(id)
    }
    return this.view(accountId, importId)
  }

  /** After a death between a picture's row and its run. */
  async resume(): Promise<void> {
    for (const { accountId, picture } of await this.#options.pictures.measuring()) {
      await this.#start(accountId, picture)
    }
  }

  async #openWhole(accountId: string, id: string, arrived: readonly ArrivedPicture[]): Promise<void> {
    const { pictures, files, now } = this.#options
    const rows = arrived.map(({ picture }) => picture)
    try {
      for (const { incoming, picture } of arrived) await files.keep(incoming, picture.id, 'original')
      await pictures.openWhole(accountId, { id, total: rows.length, createdAt: now() }, rows)
    } catch (error) {
      // A second call with this key was faster, and the files are its own; else nobody will ever ask for them.
      if (!(await pictures.findImport(accountId, id))) for (const row of rows) await files.remove(row.id)
      throw error
    }
  }

  async #startAll(accountId: string, importId: string): Promise<ImportView> {
    for (const picture of await this.#options.pictures.list(accountId, importId)) {
      await this.#start(accountId, picture)
    }
    return this.view(accountId, importId)
  }

  /** Idempotent: the run's id lies in the picture's row. */
  async #start(accountId: string, { id: pictureId, runId, state }: Picture): Promise<void> {
    if (state !== 'measuring') return
    const { engine, flow } = this.#options
    const { log, queue } = engine.backend
    const input = { pictureId }
    const answer = await log.accept({
      runId,
      accountId,
      flow: flow.name,
      version: flow.version,
      input,
      shownInput: input,
      // What bounds it is the room in the wardrobe.
      limits: null,
    })
    if (answer.type === 'accepted') await queue.enqueue(runId, 'bulk')
  }

  /** A completed run has changed the row in its last transaction; what is still measuring then has no answer to come. */
  async #hasFailed({ id, runId, state }: Picture): Promise<boolean> {
    if (state !== 'measuring') return false
    const run = await this.#options.engine.backend.log.find(runId)
    if (!run || run.endedAt === null || run.status === 'completed') return false
    const retried = await this.#options.engine.backend.log.findByClaim(run.accountId, `picture:${id}`)
    return retried === null || retried.endedAt !== null
  }

  /** What breaks while an entry is read (a wrong length, a wrong sum) is the archive's fault. */
  async #unpack(open: () => Promise<Readable>): Promise<IncomingFile> {
    try {
      return await this.#options.files.receive(await open())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
      throw badArchive('A picture in it is damaged.', error)
    }
  }
}

export { MAX_ARCHIVE_PICTURES as MAX_IMPORT_PICTURES }

/** A key stands for one call: what was called is part of it. */
function importIdFrom(accountId: string, call: string, key: string | undefined): string {
  return key === undefined ? randomUUID() : hashed('import', accountId, call, key)
}

/** The same place has the same file: a picture that was sent twice lies on the disk once. */
function pictureIdFrom(importId: string, position: number): string {
  return hashed('picture', importId, String(position))
}

function hashed(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
