import type { FastifyInstance } from 'fastify'

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
const HEADERS = 'authorization, content-type, idempotency-key, last-event-id, x-unfold-parent'
const EXPOSED = 'location, retry-after, link'

/** CORS for the origins that the operator lists; every other origin gets no such header and is kept out by its browser. */
export function registerCrossOrigin(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origins.length > 0) reply.raw.setHeader('vary', 'origin')
    const allowed = origin !== undefined && origins.includes(origin)
    if (allowed) {
      reply.raw.setHeader('access-control-allow-origin', origin)
      reply.raw.setHeader('access-control-allow-credentials', 'true')
      reply.raw.setHeader('access-control-expose-headers', EXPOSED)
      reply.raw.setHeader('cross-origin-resource-policy', 'cross-origin')
    }
    if (request.method === 'OPTIONS' && allowed) {
      reply.raw.setHeader('access-control-allow-methods', METHODS)
      reply.raw.setHeader('access-control-allow-headers', HEADERS)
      reply.raw.setHeader('access-control-max-age', '600')
    }
  })
  app.options('/*', { schema: { hide: true } }, (_request, reply) =>
    reply.code(204).header('allow', METHODS).send(),
  )
}
