import type { Readable } from 'node:stream'
import { UnfoldError } from 'unfold/protocol'
import type { RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { thumbnailPath } from '../records/index.ts'
import type { MediaType } from './picture-check.ts'
import type { ImportView, SentPicture } from './picture-imports.ts'

export const nameQuery = z.object({
  /** The file's name: what it says of the piece is read. */
  name: z.string().trim().max(200).default(''),
})

export const aloneQuery = nameQuery.extend({
  /** Make no piece of it: suggest one, and let its owner say what it is. For a piece that one thinks of buying. */
  ask: z.stringbool().default(false),
})

export function bodyFromView({ id, createdAt, closedAt, counts, pictures }: ImportView) {
  return { id, createdAt, closedAt, counts, pictures: pictures.map(bodyFromPicture) }
}

export function bodyFromPicture({
  importId: _importId,
  mediaType: _mediaType,
  bytes: _bytes,
  asks: _asks,
  ...picture
}: ImportView['pictures'][number]) {
  return { ...picture, thumbnail: thumbnailPath(picture.id) }
}

export function requireBody(body: Readable | undefined, what: string): Readable {
  if (body) return body
  const message = `Send ${what} as the body, with its media type.`
  throw new UnfoldError('INVALID', message, { fields: [{ field: 'body', message }] })
}

/** Only the types that the route takes get here. */
export function sentPictureFrom({
  query,
  body,
  headers,
}: RouteRequest<any, { name: string }, Readable | undefined>): SentPicture {
  return { body: requireBody(body, 'a picture'), mediaType: mediaTypeFrom(headers), fileName: query.name }
}

function mediaTypeFrom(headers: RouteRequest['headers']): MediaType {
  return headers['content-type']!.split(';', 1)[0]!.trim().toLowerCase() as MediaType
}
