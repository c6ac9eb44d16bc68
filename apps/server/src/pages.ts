import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnfoldError } from 'unfold/protocol'
import { replyFromWrongMethod } from 'unfold/server'
import { sendProblem, sendReply } from './problem-reply.ts'

const NOT_BUILT =
  'The pages are not built yet: run "npm run build" once, then start again. The API works without them.\n'

/** The built web app. Every page is the same file, whose router reads the path; files with a hash never change. */
export async function registerPages(
  app: FastifyInstance,
  folder: string,
  methodsAt: (path: string) => string[],
): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    // By pattern, so that pages which were built again are found, and count as one route in the metrics.
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      dotfiles: 'ignore',
      decorateReply: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
    })
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      globIgnore: ['assets/**'],
      index: false,
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(pathOf(request))
    if (methods.length > 0) return sendReply(reply, replyFromWrongMethod(request.method, methods))
    if (!isPage(request)) return sendProblem(reply, new UnfoldError('NOT_FOUND', 'There is nothing here.'))
    if (!isBuilt) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    return sendIndex(reply)
  })
}

function isPage(request: FastifyRequest): boolean {
  const path = pathOf(request)
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/^\/(api|assets)(\/|$)/.test(path) &&
    takesPage(request.headers.accept, path)
  )
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!
}

/** The front door opens to whoever takes anything, as curl does; elsewhere a program is told that it went wrong. */
function takesPage(accept: string | undefined, path: string): boolean {
  if (accept?.includes('text/html')) return true
  return path === '/' && (accept === undefined || /(^|[\s,])(\*|text)\/\*/.test(accept))
}

function sendIndex(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .sendFile('index.html', { cacheControl: false })
}

/** Sources for the page's own inline scripts (a theme set before the first paint), so that no other one runs. */
export function computeInlineScriptHashes(folder: string): string[] {
  const index = join(folder, 'index.html')
  if (!existsSync(index)) return []
  const scripts = readFileSync(index, 'utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)
  return [...scripts].map(([, code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`)
}
