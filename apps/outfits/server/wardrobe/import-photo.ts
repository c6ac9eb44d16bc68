import path from 'node:path'
import sharp from 'sharp'
import { defineFlow, type Flow, type Statement, type StepContext } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { UnfoldError } from 'unfold/protocol'
import { z } from 'zod'
import { type Color, colorSchema, type NewItem, newItemSchema } from '../../shared/index.ts'
import { type Items, type Picture, type Pictures, thumbnailPath, unknown } from '../records/index.ts'
import { analysePhoto } from './analyse-photo.ts'
import { computeDominantColors } from './dominant-colors.ts'
import { pieceFromAnalysis } from './photo-analysis.ts'
import type { PictureFiles } from './picture-files.ts'
import { makeThumbnail } from './thumbnail.ts'
import { readTypedLine } from './typed-line.ts'

const inputSchema = z.strictObject({ pictureId: z.string() })
type ImportPhoto = z.infer<typeof inputSchema>

/**
 * What became of a picture. `shows`: a piece that was there before; `piece`: its file's name says what it shows, or a
 * model that sees does; else, or where its owner wants to look first, its owner has to.
 */
const outcomeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('piece'), piece: newItemSchema, colors: z.array(colorSchema) }),
  z.object({ type: z.literal('shows'), itemId: z.string(), colors: z.array(colorSchema) }),
  z.object({
    type: z.literal('needs_you'),
    colors: z.array(colorSchema),
    suggestion: newItemSchema.nullable().default(null),
  }),
  z.object({ type: z.literal('unreadable'), reason: z.string() }),
])
type Outcome = z.infer<typeof outcomeSchema>

/** Across: more pixels change no colour that has a name. */
const MEASURED_PX = 48

export interface ImportPhotoOptions {
  pictures: Pictures
  items: Items
  files: PictureFiles
  /** Sees what a photo shows. Null: none is configured, and no picture leaves this installation. */
  vision: LanguageModel | null
}

/**
 * One picture of an import, as a run of its own: it is measured however often the server dies, and counts once. Colours
 * are measured; what the piece is, its file's name says, a model where one is configured, or its owner. A picture that
 * is given to a piece says nothing of it but its colours: the piece is described already.
 */
export function createImportPhotoFlow({
  pictures,
  items,
  files,
  vision,
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
      const { fileName, itemId, asks } = await requireMeasuring(ctx.accountId, pictureId)
      const total = vision && itemId === null ? 3 : 2
      const progress = (done: number) => ctx.progress({ stage: 'import_photo', unit: 'steps', done, total })
      progress(0)
      const made = await ctx.step('make_thumbnail', () => makeThumbnail(files, pictureId))
      if (made !== null) return { type: 'unreadable', reason: made }
      progress(1)
      const colors = await ctx.step('measure_colors', async (step) => {
        const measured = await measureColors(files.path(pictureId, 'thumbnail'))
        step.part('colors', 'colors', measured)
        return measured
      })
      progress(2)
      const seen =
        vision && itemId === null
          ? await ctx.step('analyse', (step) =>
              analyse(step, vision, files.path(pictureId, 'thumbnail'), fileName, colors),
            )
          : null
      progress(total)
      // Its owner may have removed it meanwhile, and must not find it on the disk again.
      await requireMeasuring(ctx.accountId, pictureId)
      if (itemId !== null) return { type: 'shows', itemId, colors }
      const piece = seen ?? pieceFromFileName(fileName, colors)
      return piece && !asks
        ? { type: 'piece', piece, colors }
        : { type: 'needs_you', colors, suggestion: piece }
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
      if (output.type === 'needs_you') {
        const { colors, suggestion } = output
        return [settle({ state: 'needs_you', colors, suggestion })]
      }
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

/** The piece that the model saw, or null with the reason noted: then it is as if there were no model. */
async function analyse(
  step: StepContext,
  model: LanguageModel,
  thumbnail: string,
  fileName: string,
  colors: readonly Color[],
): Promise<NewItem | null> {
  // Of the small picture, which has no place and no time in it, in the format that every model takes.
  const jpeg = sharp(thumbnail).flatten({ background: '#ffffff' }).jpeg({ quality: 85 })
  const { analysis, reason } = await analysePhoto(step, model, {
    mediaType: 'image/jpeg',
    bytes: await jpeg.toBuffer(),
  })
  const piece = analysis && pieceFromAnalysis(analysis, namedBy(fileName), colors)
  const why = reason ?? (piece ? null : whyNot(analysis.showsOnePiece))
  step.data('analysis', { model: model.id, used: piece !== null, reason: why })
  return piece
}

function whyNot(showsOnePiece: boolean): string {
  return showsOnePiece
    ? "What the model saw is not what the file's name says."
    : 'The model saw no single piece of clothing.'
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
  const piece = namedBy(fileName)
  const whole = newItemSchema.safeParse({ ...piece, colors: piece.colors ?? colors })
  return piece.subCategory && whole.success ? whole.data : null
}

function namedBy(fileName: string): Partial<NewItem> {
  const line = path
    .parse(fileName)
    .name.replaceAll(/[-_.\s]+/g, ' ')
    .replace(/(?:^| )\(?\d+\)?$/, '')
    .trim()
  return readTypedLine(line).piece
}
