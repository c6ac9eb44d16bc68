import { open } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { UnfoldError } from 'unfold/protocol'

/** What a picture is, by its own bytes. */
export interface PictureFacts {
  mediaType: MediaType
  bytes: number
  /** As stored; an orientation mark may turn them. */
  width: number
  height: number
}

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export const MAX_PICTURE_BYTES = 30_000_000
/** The largest phone pictures have 50 million; decoded, this many take 256 MB. */
export const MAX_PIXELS = 64_000_000

const ENDINGS: { readonly [ending: string]: MediaType } = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
}

/** What a file's name claims that it is; null where it claims no picture. */
export function mediaTypeFromName(name: string): MediaType | null {
  return ENDINGS[path.extname(name).toLowerCase()] ?? null
}

/**
 * Reads the head of a file, never its pixels. Throws UNSUPPORTED_MEDIA_TYPE for what is no picture of the four kinds or
 * another than it claims to be, and PAYLOAD_TOO_LARGE for too many pixels.
 */
export async function checkPicture(file: string, claimed: MediaType, name: string): Promise<PictureFacts> {
  const { head, bytes } = await readHead(file)
  if (bytes > MAX_PICTURE_BYTES) {
    throw new UnfoldError('PAYLOAD_TOO_LARGE', `${quoted(name)} has more than ${MAX_PICTURE_BYTES / 1e6} MB.`)
  }
  // By the bytes, before the picture library sees the file: it would try everything that it can read, SVG included.
  const mediaType = mediaTypeFromHead(head)
  if (mediaType === null) {
    const hint = isHeic(head) ? ' HEIC is not read here: save it as JPEG first.' : ''
    throw new UnfoldError('UNSUPPORTED_MEDIA_TYPE', `${quoted(name)} is no JPEG, PNG, WebP or AVIF.${hint}`)
  }
  if (mediaType !== claimed) {
    throw new UnfoldError(
      'UNSUPPORTED_MEDIA_TYPE',
      `${quoted(name)} says that it is ${claimed}, but is ${mediaType}.`,
    )
  }
  const { width, height } = await readSize(file, name)
  if (width * height > MAX_PIXELS) {
    const megapixels = Math.round((width * height) / 1e6)
    throw new UnfoldError(
      'PAYLOAD_TOO_LARGE',
      `${quoted(name)} has ${megapixels} megapixels; at most ${MAX_PIXELS / 1e6} are taken.`,
    )
  }
  return { mediaType, bytes, width, height }
}

async function readHead(file: string): Promise<{ head: Buffer; bytes: number }> {
  const handle = await open(file, 'r')
  try {
    const head = Buffer.alloc(16)
    await handle.read(head, 0, head.length, 0)
    return { head, bytes: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}

async function readSize(file: string, name: string): Promise<{ width: number; height: number }> {
  try {
    // The size is read from the head, without decoding; the limit is ours to word.
    const { width, height } = await sharp(file, { limitInputPixels: false }).metadata()
    return { width, height }
  } catch (error) {
    throw new UnfoldError('UNSUPPORTED_MEDIA_TYPE', `${quoted(name)} is damaged and cannot be read.`, {
      cause: error,
    })
  }
}

function mediaTypeFromHead(head: Buffer): MediaType | null {
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  if (text.startsWith('ftypavif', 4)) return 'image/avif'
  return null
}

function isHeic(head: Buffer): boolean {
  return /^ftyp(?:hei|mif1|msf1)/.test(head.toString('latin1', 4))
}

/** A file's name for people: shortened, and without what would break a line. */
function quoted(name: string): string {
  const plain = name.replaceAll(/[\p{C}"]/gu, '').trim()
  return plain === '' ? 'The picture' : `"${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}"`
}
