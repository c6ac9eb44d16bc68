import { UnfoldError } from 'unfold/protocol'
import { defineRoute, problemSchema, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { bookFromStory } from '../book/book-from-story.ts'
import { buildEpub } from '../book/epub.ts'
import type { Stories } from '../records/index.ts'

const paramsSchema = z.object({ id: z.string().min(1).max(64) })
const querySchema = z.object({
  /** The last chapter of the path to bind; without it, the chapter where the story stands. */
  chapterId: z.string().max(64).optional(),
})
type BookRequest = RouteRequest<z.infer<typeof paramsSchema>, z.infer<typeof querySchema>>

/** A story to keep: one path of it, from the first chapter to the last that was read. */
export function createBookRoute(stories: Stories): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/stories/:id/book.epub',
    access: 'account',
    writes: false,
    summary: 'One path of a story as an EPUB 3; in child mode only where every chapter on it is released',
    schema: { params: paramsSchema, query: querySchema, replies: { 404: problemSchema } },
    owns: { 'params.id': 'story' },
    async run({ account, params, query }: BookRequest) {
      const story = await stories.find(account.id, params.id)
      const book =
        story &&
        bookFromStory(story, await stories.chapters(story.id), {
          chapterId: query.chapterId ?? story.current_chapter_id,
          unlocked: account.unlocked === true,
        })
      if (!book) throw new UnfoldError('NOT_FOUND', 'There is no such story to read yet.')
      return {
        status: 200,
        headers: {
          'content-type': 'application/epub+zip',
          'content-disposition': `attachment; filename="${fileName(book.title)}"; filename*=UTF-8''${encoded(`${book.title}.epub`)}`,
          'cache-control': 'private, no-cache',
        },
        bytes: buildEpub(book),
      }
    },
  })
}

/** For the few that do not read the second form: letters that every header can carry. */
function fileName(title: string): string {
  const plain = title.replaceAll(/[^\w -]+/g, '').trim()
  return `${plain === '' ? 'story' : plain}.epub`
}

/** As RFC 8187 wants it: what `encodeURIComponent` leaves and a header may not hold is encoded as well. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}
