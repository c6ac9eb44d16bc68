import sharp from 'sharp'
import type { Picture } from '../records/index.ts'
import { MAX_PIXELS } from './picture-check.ts'
import type { PictureFiles } from './picture-files.ts'

/**
 * A picture in its full size, upright, made when it is asked for. The file on the disk keeps the bytes as they were sent,
 * and with them where and when it was taken: nothing of that leaves the server, not to its owner either.
 */
export async function readFullPicture(
  files: PictureFiles,
  { id, mediaType }: Picture,
): Promise<{ bytes: Buffer; mediaType: string }> {
  const picture = sharp(files.path(id, 'original'), { limitInputPixels: MAX_PIXELS, autoOrient: true })
    // The colours' own description; all other metadata is left behind.
    .keepIccProfile()
  if (mediaType === 'image/jpeg') return { bytes: await picture.jpeg({ quality: 92 }).toBuffer(), mediaType }
  if (mediaType === 'image/png') return { bytes: await picture.png().toBuffer(), mediaType }
  // AVIF takes seconds to write.
  return { bytes: await picture.webp({ quality: 90 }).toBuffer(), mediaType: 'image/webp' }
}
