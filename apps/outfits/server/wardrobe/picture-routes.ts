import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Reply, type Route, type RouteRequest, requireIdempotencyKey } from 'unfold/server'
import { z } from 'zod'
import {
  categoryOf,
  itemIdSchema,
  itemSchema,
  type NewItem,
  newItemSchema,
  wardrobeImportSchema,
} from '../../shared/index.ts'
import {
  type ConsideredItems,
  type Items,
  type Picture,
  type Pictures,
  type Store,
  thumbnailPath,
  unknown,
} from '../records/index.ts'
import { readFullPicture } from './full-picture.ts'
import { MAX_PICTURE_BYTES, MEDIA_TYPES } from './picture-check.ts'
import type { PictureFiles, PictureForm } from './picture-files.ts'
import type { PictureImports } from './picture-imports.ts'
import { bodyFromView, nameQuery, sentPictureFrom } from './picture-wire.ts'

const itemParams = z.object({ itemId: itemIdSchema })
const pictureParams = z.object({ pictureId: z.string().min(1).max(64) })
const ownsPicture = { 'params.pictureId': 'picture' }

/** What its owner says about a picture that only they can name; the colours may be left to the measurement. */
const namingSchema = z.strictObject({
  ...newItemSchema.shape,
  category: newItemSchema.shape.category.optional(),
  colors: newItemSchema.shape.colors.optional(),
  /** A piece that one thinks of buying. */
  considering: z.boolean().default(false),
})
type Naming = z.infer<typeof namingSchema>

/** A picture never changes under its id. */
const KEPT = { 'cache-control': 'private, max-age=31536000, immutable', vary: 'Authorization, Cookie' }

export interface PictureRoutesOptions {
  imports: PictureImports
  pictures: Pictures
  items: Items
  considered: ConsideredItems
  files: PictureFiles
  /** All or nothing. */
  transact: Store['transact']
  now: () => number
}

/** One picture: its forms, its piece, its end. */
export function createPictureRoutes({
  imports,
  pictures,
  items,
  considered,
  files,
  transact,
  now,
}: PictureRoutesOptions): Route[] {
  const read = async (picture: Picture, form: PictureForm) =>
    form === 'original'
      ? readFullPicture(files, picture)
      : { bytes: await readFile(files.path(picture.id, form)), mediaType: 'image/webp' }
  const send = async (accountId: string, pictureId: string, form: PictureForm): Promise<Reply> => {
    const picture = await pictures.require(accountId, pictureId)
    const found = await read(picture, form).catch(() => null)
    if (!found) throw unknown('picture')
    const disposition = form === 'original' ? 'attachment' : 'inline'
    return {
      status: 200,
      headers: { ...KEPT, 'content-disposition': disposition, 'content-type': found.mediaType },
      bytes: found.bytes,
    }
  }
  const forms = (['thumbnail', 'original'] as const).map((form) =>
    defineRoute({
      method: 'GET',
      path: `/api/wardrobe/pictures/:pictureId/${form}`,
      access: 'account',
      writes: false,
      summary:
        form === 'thumbnail'
          ? 'The small picture, upright, without where it was taken; 404 until it is made.'
          : 'The picture in full size, upright, for its owner alone. Where and when it was taken is left out.',
      owns: ownsPicture,
      schema: { params: pictureParams },
      run: ({ account, params }: RouteRequest<{ pictureId: string }>) =>
        send(account.id, params.pictureId, form),
    }),
  )
  return [
    ...forms,
    defineRoute({
      method: 'PUT',
      path: '/api/wardrobe/items/:itemId/picture',
      access: 'account',
      writes: true,
      summary:
        'Give a piece its picture: it is measured first, and the piece takes its colours unless a person has set them.',
      owns: { 'params.itemId': 'item' },
      upload: { types: MEDIA_TYPES, maxBytes: MAX_PICTURE_BYTES },
      schema: { params: itemParams, query: nameQuery, replies: { 202: wardrobeImportSchema } },
      async run(request: RouteRequest<{ itemId: string }, { name: string }, Readable | undefined>) {
        const { account, params } = request
        const { id: itemId } = await items.require(account.id, params.itemId)
        const key = requireIdempotencyKey(request.headers['idempotency-key'])
        const view = await imports.putAlone(account.id, sentPictureFrom(request), { key, itemId })
        // The one before last: until the new one is measured, the piece wears the last.
        for (const pictureId of await pictures.discardWornOut(account.id, itemId))
          await files.remove(pictureId)
        return { status: 202, body: bodyFromView(view) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/pictures/:pictureId/item',
      access: 'account',
      writes: true,
      summary:
        'Say what a picture shows, once it is measured: it becomes a piece. Its measured colours stand unless others are given.',
      owns: ownsPicture,
      schema: { params: pictureParams, body: namingSchema, replies: { 201: itemSchema } },
      async run({ account, params, body }: RouteRequest<{ pictureId: string }, unknown, Naming>) {
        const picture = await pictures.require(account.id, params.pictureId)
        const item = items.create(pieceFromNaming(picture, body), {
          imagePath: thumbnailPath(picture.id),
          source: 'photo',
          ownership: body.considering ? 'considering' : 'owned',
        })
        await items.requireRoom(account.id, 1)
        const answer = await transact([
          pictures.settling(account.id, picture.id, 'needs_you', { state: 'ready', itemId: item.id }, now()),
          items.adding(account.id, item, {
            pictureId: picture.id,
            corrected: body.colors ? ['colors'] : [],
          }),
          ...(body.considering ? [considered.considering(account.id, item, null)] : []),
        ])
        if (answer.type === 'refused') {
          throw new UnfoldError('CONFLICT', 'This picture is no longer waiting for its owner.')
        }
        return { status: 201, body: item }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/wardrobe/pictures/:pictureId',
      access: 'account',
      writes: true,
      summary: 'Remove a picture that no piece wears.',
      owns: ownsPicture,
      schema: { params: pictureParams },
      async run({ account, params }: RouteRequest<{ pictureId: string }>) {
        await pictures.remove(account.id, params.pictureId)
        await files.remove(params.pictureId)
        return { status: 204 }
      },
    }),
  ]
}

function pieceFromNaming(
  picture: Picture,
  { colors, category, considering: _considering, ...said }: Naming,
): NewItem {
  const piece = newItemSchema.safeParse({
    ...said,
    category: category ?? categoryOf(said.subCategory),
    colors: colors ?? picture.colors,
  })
  if (piece.success) return piece.data
  throw new UnfoldError('INVALID', 'This does not fit the piece.', {
    fields: piece.error.issues.map((issue) => ({
      field: ['body', ...issue.path.map(String)].join('.'),
      message: issue.message,
    })),
  })
}
