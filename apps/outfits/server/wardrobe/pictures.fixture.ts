import sharp from 'sharp'

/** A garment of one colour in the middle of a pale wall. */
export function pictureOf(
  color: string,
  options: { type?: 'jpeg' | 'png' | 'webp'; width?: number; height?: number; wall?: string } = {},
): Promise<Buffer> {
  const { type = 'jpeg', width = 300, height = 400, wall = '#eceae4' } = options
  const garment = {
    create: { width: Math.round(width / 2), height: Math.round(height / 2), channels: 3, background: color },
  } as const
  return sharp({ create: { width, height, channels: 3, background: wall } })
    .composite([{ input: garment }])
    .toFormat(type)
    .toBuffer()
}

/** Lying on its side as cameras write it, with the place where it was taken. */
export async function pictureWithPlace(): Promise<Buffer> {
  return sharp(await pictureOf('#2f8a4a'))
    .withExif({
      IFD0: { Make: 'Camera' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** The head of a PNG that claims a size; the pixels are not there. */
export async function pngThatClaims(width: number, height: number): Promise<Buffer> {
  const { crc32 } = await import('node:zlib')
  const png = await pictureOf('#000000', { type: 'png' })
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}
