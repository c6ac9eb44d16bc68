import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { itemIdSchema, itemSchema } from '../../shared/index.ts'
import type { Items } from '../records/index.ts'
import type { PictureFiles } from './picture-files.ts'
import { makeThumbnail } from './thumbnail.ts'

const turnSchema = z.strictObject({ quarters: z.int().min(1).max(3).default(1) })

/** Turns what is shown of a picture. The original stays as it is, so any number of turns costs nothing. */
export function createTurnRoute({ items, files }: { items: Items; files: PictureFiles }): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/wardrobe/items/:itemId/picture/turn',
    access: 'account',
    writes: true,
    summary:
      'Turn the picture of a piece clockwise, by quarters. The small picture is made anew from the original.',
    owns: { 'params.itemId': 'item' },
    schema: {
      params: z.object({ itemId: itemIdSchema }),
      body: turnSchema,
      replies: { 200: itemSchema },
    },
    async run({
      account,
      params: { itemId },
      body,
    }: RouteRequest<{ itemId: string }, unknown, z.infer<typeof turnSchema>>) {
      const { pictureId, turns } = await items.requirePicture(account.id, itemId)
      const to = (turns + body.quarters) % 4
      const unreadable = await makeThumbnail(files, pictureId, to)
      if (unreadable !== null) throw new UnfoldError('CONFLICT', unreadable)
      if (!(await items.turned(account.id, itemId, pictureId, { from: turns, to }))) {
        throw new UnfoldError('CONFLICT', 'This picture was changed a moment ago. Look at it again.')
      }
      return { status: 200, body: await items.require(account.id, itemId) }
    },
  })
}
