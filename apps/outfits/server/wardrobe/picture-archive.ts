import path from 'node:path'
import type { Readable } from 'node:stream'
import { UnfoldError } from 'unfold/protocol'
import yauzl from 'yauzl'
import { MAX_PICTURE_BYTES, mediaTypeFromName } from './picture-check.ts'

export const MAX_ARCHIVE_BYTES = 600_000_000
export const MAX_ARCHIVE_PICTURES = 300
/** Directories and what an operating system adds count, too. */
const MAX_ENTRIES = 2000
const MAX_UNPACKED_BYTES = 1_000_000_000
/** Pictures are compressed already: ten is much. Small entries may be anything. */
const MAX_RATIO = 50
const SMALL_BYTES = 1_000_000

const UNIX = 3
const FILE_TYPE = 0o170000
const SYMBOLIC_LINK = 0o120000

interface ArchivePicture {
  /** Without folders. */
  fileName: string
  open: () => Promise<Readable>
}

export interface PictureArchive extends Disposable {
  pictures: ArchivePicture[]
  /** Files that claim to be no picture; nothing was done with them. */
  skipped: string[]
}

/**
 * Opens a ZIP of pictures and judges it by its table of contents alone, before a byte is unpacked: paths that climb,
 * bombs, secrets and links end it with one sentence. The entries' own sizes are held while they are read.
 */
export async function openPictureArchive(file: string): Promise<PictureArchive> {
  const zip = await openZip(file)
  try {
    const entries = await readEntries(zip)
    requireModestSizes(entries)
    const files = entries.filter((entry) => !isLeftOut(entry.fileName))
    const pictures = files.filter((entry) => mediaTypeFromName(entry.fileName) !== null)
    for (const entry of pictures) requirePlain(entry)
    if (pictures.length === 0) throw badArchive('There is no picture in it.')
    if (pictures.length > MAX_ARCHIVE_PICTURES) {
      throw badArchive(
        `It holds ${pictures.length} pictures; at most ${MAX_ARCHIVE_PICTURES} are taken at once.`,
      )
    }
    return {
      pictures: pictures
        .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
        .map((entry) => ({
          fileName: path.posix.basename(entry.fileName),
          open: () => zip.openReadStreamPromise(entry),
        })),
      skipped: files.filter((entry) => !pictures.includes(entry)).map((entry) => entry.fileName),
      [Symbol.dispose]: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

export function badArchive(why: string, cause?: unknown): UnfoldError {
  return new UnfoldError('INVALID', `The archive was not taken. ${why}`, {
    cause,
    fields: [{ field: 'body', message: why }],
  })
}

async function openZip(file: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(file, {
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    })
  } catch (error) {
    throw badArchive('It is no ZIP, or it is damaged.', error)
  }
}

/** The ZIP reader itself judges the names: its error says so. */
async function readEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  if (zip.entryCount > MAX_ENTRIES) throw badArchive(`It has more than ${MAX_ENTRIES} entries.`)
  try {
    return await Array.fromAsync(zip.eachEntry())
  } catch (error) {
    const isPath = /path|characters in fileName/.test((error as Error).message)
    throw badArchive(isPath ? 'A name in it leads outside of its own folder.' : 'It is damaged.', error)
  }
}

function requireModestSizes(entries: readonly yauzl.Entry[]): void {
  let unpacked = 0
  for (const { uncompressedSize, compressedSize } of entries) {
    unpacked += uncompressedSize
    const isBomb = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * MAX_RATIO
    if (isBomb || unpacked > MAX_UNPACKED_BYTES) throw badArchive('It would unpack to far more than it is.')
  }
}

function requirePlain(entry: yauzl.Entry): void {
  if (entry.isEncrypted()) throw badArchive('It is locked with a password.')
  const mode = entry.versionMadeBy >> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0
  if ((mode & FILE_TYPE) === SYMBOLIC_LINK) throw badArchive('It holds a link instead of a picture.')
  if (entry.uncompressedSize > MAX_PICTURE_BYTES) {
    throw badArchive(`A picture in it has more than ${MAX_PICTURE_BYTES / 1e6} MB.`)
  }
}

/** Directories, hidden files, and the shadows that a Mac puts beside every picture. */
function isLeftOut(name: string): boolean {
  return name.endsWith('/') || name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}
