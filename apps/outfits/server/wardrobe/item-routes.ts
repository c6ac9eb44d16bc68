import { createHash } from 'node:crypto'
import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import {
  availabilitySchema,
  categoryOf,
  itemIdSchema,
  itemSchema,
  type LineReading,
  lineReadingSchema,
  type NewItem,
  newItemSchema,
} from '../../shared/index.ts'
import type { ItemChange, Items } from '../records/index.ts'
import type { PictureFiles } from './picture-files.ts'
import { pieceFromReading, readTypedLine } from './typed-line.ts'

/** Fields that a request may leave out to leave them as they are: none of the schema's defaults applies. */
const itemChangeSchema = z.strictObject(
  Object.fromEntries(
    Object.entries({ ...newItemSchema.shape, availability: availabilitySchema }).map(([name, field]) => [
      name,
      (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
    ]),
  ),
)

const lineSchema = z.strictObject({ line: z.string().trim().min(1).max(300) })
const itemParams = z.object({ itemId: itemIdSchema })
const owns = { 'params.itemId': 'item' }

export interface ItemRoutesOptions {
  items: Items
  files: PictureFiles
}

/** The pieces of the caller's wardrobe. */
export function createItemRoutes({ items, files }: ItemRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/items',
      access: 'account',
      writes: false,
      summary:
        'All pieces, newest first, those under consideration included. Answers 304 to a current `If-None-Match`.',
      schema: { replies: { 200: z.object({ items: z.array(itemSchema), count: z.int() }) } },
      async run({ account, headers }) {
        const list = await items.list(account.id)
        const text = JSON.stringify({ items: list, count: list.length })
        const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
        const cache = { etag, 'cache-control': 'private, no-cache', vary: 'Authorization, Cookie' }
        if (headers['if-none-match'] === etag) return { status: 304, headers: cache }
        return { status: 200, headers: cache, text }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/export',
      access: 'account',
      writes: false,
      summary: 'Everything in the wardrobe as one JSON document, to keep or to take elsewhere.',
      schema: { replies: { 200: z.object({ items: z.array(itemSchema) }) } },
      run: async ({ account }) => ({
        status: 200,
        headers: { 'content-disposition': 'attachment; filename="wardrobe.json"' },
        body: { items: await items.list(account.id) },
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/items',
      access: 'account',
      writes: true,
      summary: 'Add a piece by form.',
      schema: { body: newItemSchema, replies: { 201: itemSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, NewItem>) {
        const item = items.create(body)
        await items.add(account.id, [item])
        return { status: 201, body: item }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/lines/read',
      access: 'account',
      writes: true,
      summary:
        'What one typed line would become: what was understood, what was not, what is missing. Stores nothing.',
      schema: { body: lineSchema, replies: { 200: lineReadingSchema } },
      run: async ({ body }: RouteRequest<unknown, unknown, z.infer<typeof lineSchema>>) => ({
        status: 200,
        body: readTypedLine(body.line),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/lines',
      access: 'account',
      writes: true,
      summary:
        'Add a piece by one typed line ("navy wool coat, Arket, 120"). Words that say nothing stay in its name or notes.',
      schema: {
        body: lineSchema,
        replies: { 201: z.object({ item: itemSchema, notUnderstood: z.array(z.string()) }) },
      },
      async run({ account, body }: RouteRequest<unknown, unknown, z.infer<typeof lineSchema>>) {
        const reading = readTypedLine(body.line)
        if (reading.missing.length > 0) throw unreadableLine(reading)
        const item = items.create(pieceFromReading(reading), { source: 'line' })
        await items.add(account.id, [item])
        return { status: 201, body: { item, notUnderstood: reading.notUnderstood } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/items/:itemId',
      access: 'account',
      writes: false,
      summary: 'One piece.',
      owns,
      schema: { params: itemParams, replies: { 200: itemSchema } },
      run: async ({ account, params }: RouteRequest<{ itemId: string }>) => ({
        status: 200,
        body: await items.require(account.id, params.itemId),
      }),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/wardrobe/items/:itemId',
      access: 'account',
      writes: true,
      summary:
        'Correct a piece, or say where it is (`availability`). What a person has set is never overwritten by a measurement.',
      owns,
      schema: { params: itemParams, body: itemChangeSchema, replies: { 200: itemSchema } },
      async run({ account, params, body }: RouteRequest<{ itemId: string }, unknown, ItemChange>) {
        const category = body.subCategory && !body.category ? { category: categoryOf(body.subCategory) } : {}
        return { status: 200, body: await items.change(account.id, params.itemId, { ...body, ...category }) }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/wardrobe/items/:itemId',
      access: 'account',
      writes: true,
      summary: 'Remove a piece, and its pictures with it.',
      owns,
      schema: { params: itemParams },
      async run({ account, params }: RouteRequest<{ itemId: string }>) {
        for (const pictureId of await items.remove(account.id, params.itemId)) await files.remove(pictureId)
        return { status: 204 }
      },
    }),
  ]
}

const MISSING_WORDS = {
  subCategory: 'what kind of piece it is (a coat, a shirt, boots...)',
  colors: 'a colour',
}

function unreadableLine({ missing }: LineReading): UnfoldError {
  const message = `The line does not say ${missing.map((field) => MISSING_WORDS[field]).join(', nor ')}.`
  return new UnfoldError('INVALID', message, { fields: [{ field: 'body.line', message }] })
}
