import type { Readable } from 'node:stream'
import { defineRoute, type Route, type RouteRequest, requireIdempotencyKey } from 'unfold/server'
import { z } from 'zod'
import {
  importedPictureSchema,
  type ImportList,
  importListSchema,
  wardrobeImportSchema,
} from '../../shared/index.ts'
import type { Pictures } from '../records/index.ts'
import { MAX_ARCHIVE_BYTES } from './picture-archive.ts'
import { MAX_PICTURE_BYTES, MEDIA_TYPES } from './picture-check.ts'
import { MAX_IMPORT_PICTURES, type PictureImports } from './picture-imports.ts'
import {
  bodyFromPicture,
  bodyFromView,
  aloneQuery,
  nameQuery,
  requireBody,
  sentPictureFrom,
} from './picture-wire.ts'

const newImportSchema = z.strictObject({ total: z.int().min(1).max(MAX_IMPORT_PICTURES) })
const importParams = z.object({ importId: z.string().min(1).max(64) })
const placeParams = importParams.extend({ position: z.coerce.number().int().min(1).max(MAX_IMPORT_PICTURES) })
const ownsImport = { 'params.importId': 'import' }

export interface ImportRoutesOptions {
  imports: PictureImports
  pictures: Pictures
  /** The name of the model that looks at photos. */
  vision: string | null
}

/** Pictures on their way into the wardrobe. */
export function createImportRoutes({ imports, pictures, vision }: ImportRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/imports',
      access: 'account',
      writes: false,
      summary: 'Imports, newest first, and which model looks at photos.',
      schema: {
        replies: { 200: importListSchema },
      },
      run: async ({ account }) => ({
        status: 200,
        body: { imports: await pictures.imports(account.id), vision } satisfies ImportList,
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/imports',
      access: 'account',
      writes: true,
      summary:
        'Announce pictures; each is then put at its place, in any order and as often as it takes. `Idempotency-Key` makes the same call the same import.',
      schema: { body: newImportSchema, replies: { 201: wardrobeImportSchema } },
      async run({ account, body, headers }: RouteRequest<unknown, unknown, { total: number }>) {
        const view = await imports.open(
          account.id,
          body.total,
          requireIdempotencyKey(headers['idempotency-key']),
        )
        return { status: 201, body: bodyFromView(view) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/imports/archive',
      access: 'account',
      writes: true,
      summary:
        'A ZIP of pictures, all of it or nothing. `Idempotency-Key` makes the same call the same import.',
      upload: { types: ['application/zip', 'application/x-zip-compressed'], maxBytes: MAX_ARCHIVE_BYTES },
      schema: {
        replies: {
          200: wardrobeImportSchema,
          201: wardrobeImportSchema.extend({ skipped: z.array(z.string()) }),
        },
      },
      async run({ account, body, headers }: RouteRequest<unknown, unknown, Readable | undefined>) {
        const sent = requireBody(body, 'a ZIP')
        const { view, skipped, created } = await imports.putArchive(
          account.id,
          sent,
          requireIdempotencyKey(headers['idempotency-key']),
        )
        return { status: created ? 201 : 200, body: { ...bodyFromView(view), skipped } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/imports/:importId',
      access: 'account',
      writes: false,
      summary: 'One import: its numbers, counted from what is stored, and its pictures.',
      owns: ownsImport,
      schema: { params: importParams, replies: { 200: wardrobeImportSchema } },
      run: async ({ account, params }: RouteRequest<{ importId: string }>) => ({
        status: 200,
        body: bodyFromView(await imports.view(account.id, params.importId)),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/imports/:importId/close',
      access: 'account',
      writes: true,
      summary:
        'No more is to come: what did not arrive is no longer waited for, and unreadable pictures are forgotten. Pictures that wait for a name stay.',
      owns: ownsImport,
      schema: { params: importParams, replies: { 200: wardrobeImportSchema } },
      run: async ({ account, params }: RouteRequest<{ importId: string }>) => ({
        status: 200,
        body: bodyFromView(await imports.close(account.id, params.importId)),
      }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/wardrobe/imports/:importId/pictures/:position',
      access: 'account',
      writes: true,
      summary:
        'One picture at its place (JPEG, PNG, WebP or AVIF as the body). Sent again, it is the same picture.',
      owns: { ...ownsImport, 'params.position': 'position' },
      upload: { types: MEDIA_TYPES, maxBytes: MAX_PICTURE_BYTES },
      schema: {
        params: placeParams,
        query: nameQuery,
        replies: { 200: importedPictureSchema, 201: importedPictureSchema },
      },
      async run(
        request: RouteRequest<{ importId: string; position: number }, { name: string }, Readable | undefined>,
      ) {
        const { account, params } = request
        await pictures.requireImport(account.id, params.importId)
        const { picture, created } = await imports.put(account.id, params, sentPictureFrom(request))
        return { status: created ? 201 : 200, body: bodyFromPicture(picture) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/pictures',
      access: 'account',
      writes: true,
      summary:
        'One picture alone: an import of one. With `ask` no piece is made of it: it waits for its owner with a suggestion.',
      upload: { types: MEDIA_TYPES, maxBytes: MAX_PICTURE_BYTES },
      schema: { query: aloneQuery, replies: { 201: wardrobeImportSchema } },
      async run(request: RouteRequest<unknown, { name: string; ask: boolean }, Readable | undefined>) {
        const { ask: asks } = request.query
        const key = requireIdempotencyKey(request.headers['idempotency-key'])
        const view = await imports.putAlone(request.account.id, sentPictureFrom(request), { key, asks })
        return { status: 201, body: bodyFromView(view) }
      },
    }),
  ]
}
