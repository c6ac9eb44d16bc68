import path from 'node:path'
import sharp from 'sharp'
import { defineFlow, type Flow, type Statement } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import { z } from 'zod'
import { type Color, colorSchema, type NewItem, newItemSchema } from '../../shared/index.ts'
import { type Items, type Picture, type Pictures, thumbnailPath, unknown } from '../records/index.ts'
import { computeDominantColors } from './dominant-colors.ts'
import type { PictureFiles } from './picture-files.ts'
import { makeThumbnail } from './thumbnail.ts'
import { readTypedLine } from './typed-line.ts'

const inputSchema = z.strictObject({ pictureId: z.string() })
type ImportPhoto = z.infer<typeof inputSchema>

/**
 * What became of a picture. `shows`: a piece that was there before; `piece`: its file's name says what it shows; else
 * its owner has to.
 */
const outcomeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('piece'), piece: newItemSchema, colors: z.array(colorSchema) }),
  z.object({ type: z.literal('shows'), itemId: z.string(), colors: z.array(colorSchema) }),
  z.object({ type: z.literal('needs_you'), colors: z.array(colorSchema) }),
  z.object({ type: z.literal('unreadable'), reason: z.string() }),
])
type Outcome = z.infer<typeof outcomeSchema>

/** Across: more pixels change no colour that has a name. */
const MEASURED_PX = 48
const STEPS = 2

export interface ImportPhotoOptions {
  pictures: Pictures
  items: Items
  files: PictureFiles
}

/**
 * One picture of an import, as a run of its own: it is measured however often the server dies, and counts once. Nothing
 * is guessed: colours are measured, and what the piece is, its file's name says or its owner.
 */
export function createImportPhotoFlow({
  pictures,
  items,
  files,
}: ImportPhotoOptions): Flow<ImportPhoto, Outcome> {
  async function requireMeasuring(accountId: string, pictureId: string): Promise<Picture> {
    const picture = await pictures.find(accountId, pictureId)
    if (picture?.state === 'measuring') return picture
    if (picture?.state === 'removed') await files.remove(pictureId)
    throw unknown('picture that waits to be measured')
  }

  return defineFlow<ImportPhoto, Outcome>({
    name: 'import-photo',
    version: 1,
    input: inputSchema,
    output: outcomeSchema,
    start: {
      body: inputSchema,
      async prepare(accountId, input: ImportPhoto) {
        const picture = await pictures.require(accountId, input.pictureId)
        if (picture.state !== 'measuring')
          throw new UnfoldError('CONFLICT', 'This picture was measured already.')
        return { input, claim: { key: `picture:${picture.id}`, reuseCompletedMs: 0 } }
      },
    },
    async run(ctx, { pictureId }) {
      const { fileName, itemId } = await requireMeasuring(ctx.accountId, pictureId)
      const progress = (done: number) =>
        ctx.progress({ stage: 'import_photo', unit: 'steps', done, total: STEPS })
      progress(0)
      const made = await ctx.step('make_thumbnail', () => makeThumbnail(files, pictureId))
      if (made !== null) return { type: 'unreadable', reason: made }
      progress(1)
      const colors = await ctx.step('measure_colors', async (step) => {
        const measured = await measureColors(files.path(pictureId, 'thumbnail'))
        step.part('colors', 'colors', measured)
        return measured
      })
      progress(STEPS)
      // Its owner may have removed it meanwhile, and must not find it on the disk again.
      await requireMeasuring(ctx.accountId, pictureId)
      if (itemId !== null) return { type: 'shows', itemId, colors }
      const piece = pieceFromFileName(fileName, colors)
      return piece ? { type: 'piece', piece, colors } : { type: 'needs_you', colors }
    },
    records({ runId, accountId, input: { pictureId }, output, at }): Statement[] {
      const settle = (to: Parameters<Pictures['settling']>[3]) =>
        pictures.settling(accountId, pictureId, 'measuring', to, at)
      if (output.type === 'unreadable') return [settle({ state: 'unreadable', reason: output.reason })]
      if (output.type === 'shows') {
        return [
          settle({ state: 'ready', colors: output.colors }),
          ...items.measured(accountId, output.itemId, pictureId, output.colors, at),
        ]
      }
      if (output.type === 'needs_you') return [settle({ state: 'needs_you', colors: output.colors })]
      const item = items.create(output.piece, {
        // One run, one piece, however often its end is tried.
        id: runId,
        imagePath: thumbnailPath(pictureId),
        source: 'photo',
        createdAt: at,
        updatedAt: at,
      })
      return [
        settle({ state: 'ready', colors: output.colors, itemId: item.id }),
        items.adding(accountId, item, { pictureId }),
      ]
    },
  })
}

async function measureColors(thumbnail: string): Promise<Color[]> {
  const { data, info } = await sharp(thumbnail)
    .resize(MEASURED_PX, MEASURED_PX, { fit: 'inside', kernel: 'nearest' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return computeDominantColors({ data, width: info.width, height: info.height })
}

/** "navy-wool_coat 2.jpg" says what it shows, "IMG_2031.jpg" does not. A colour in the name wins over the measured ones. */
function pieceFromFileName(fileName: string, colors: readonly Color[]): NewItem | null {
  const line = path
    .parse(fileName)
    .name.replaceAll(/[-_.\s]+/g, ' ')
    .replace(/(?:^| )\(?\d+\)?$/, '')
    .trim()
  const { piece } = readTypedLine(line)
  const whole = newItemSchema.safeParse({ ...piece, colors: piece.colors ?? colors })
  return piece.subCategory && whole.success ? whole.data : null
}
