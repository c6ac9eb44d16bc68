import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import { UnfoldError } from 'unfold/protocol'
import { MAX_PIXELS } from './picture-check.ts'
import type { PictureFiles } from './picture-files.ts'

const THUMBNAIL_PX = 512

/**
 * Makes the small picture from the original: upright, turned clockwise by the quarters that its owner asked for, without
 * where and when it was taken. Answers null, or why the picture cannot be read: its head was well-formed, its pixels are
 * not.
 */
export async function makeThumbnail(
  files: PictureFiles,
  pictureId: string,
  quarterTurns = 0,
): Promise<string | null> {
  const original = files.path(pictureId, 'original')
  if (!(await stat(original).catch(() => null))) {
    throw new UnfoldError('UNAVAILABLE', 'The file of this picture is not there.')
  }
  await using thumbnail = files.reserve()
  try {
    // Nothing of the metadata is carried over unless it is asked for; the orientation is carried out.
    await sharp(original, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true })
      .rotate(quarterTurns * 90)
      .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toFile(thumbnail.path)
  } catch (error) {
    if (isDiskFault(error)) throw error
    return 'The picture is damaged: its head can be read, its pixels cannot.'
  }
  await files.keep(thumbnail, pictureId, 'thumbnail')
  return null
}

/** The picture library's own complaints carry no code; those of the system do, or name the file that it cannot write. */
function isDiskFault(error: unknown): boolean {
  return 'code' in (error as object) || /unable to (?:open|write)|No space/i.test((error as Error).message)
}
