import fastify, { type FastifyInstance } from 'fastify'
import { createServer as createNodeServer, type Server as NodeServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { patternFromPath, type Route } from 'unfold/server'
import type { Credentials } from './credentials.ts'
import { registerCrossOrigin } from './cross-origin.ts'
import type { Metrics } from './metrics.ts'
import { createOpenApiRoute, registerOpenApi } from './open-api.ts'
import { computeInlineScriptHashes, registerPages } from './pages.ts'
import { refuseUnreadable } from './client-error.ts'
import { sendProblem, unfoldErrorFrom } from './problem-reply.ts'
import { registerRoutes } from './register-routes.ts'
import { registerSecurityHeaders } from './security-headers.ts'

const BODY_LIMIT = 64 * 1024

export interface HttpServerOptions {
  routes: readonly Route[]
  credentials: Credentials
  origins: readonly string[]
  metrics: Metrics
  log: Logger
  /** The built pages. */
  webFolder: string
  version: string
}

/** The same routes on one or two sockets: `localhost` is 127.0.0.1 and ::1. */
export class HttpServer {
  /** Everything that it answers besides pages and documentation, as registered. */
  readonly routes: readonly Route[]
  readonly #app: FastifyInstance
  readonly #second: NodeServer

  private constructor(app: FastifyInstance, routes: readonly Route[]) {
    this.#app = app
    this.routes = routes
    this.#second = createNodeServer((request, response) => app.routing(request, response))
    this.#second.on('clientError', refuseUnreadable)
  }

  static async create(options: HttpServerOptions): Promise<HttpServer> {
    const { metrics, log, origins } = options
    const app = fastify({
      bodyLimit: BODY_LIMIT,
      forceCloseConnections: true,
      exposeHeadRoutes: false,
      routerOptions: { maxParamLength: 200 },
      clientErrorHandler: refuseUnreadable,
      frameworkErrors: (error, _request, reply) => void sendProblem(reply, unfoldErrorFrom(error)),
    })
    registerBodyParser(app)
    registerSecurityHeaders(app, computeInlineScriptHashes(options.webFolder))
    registerCrossOrigin(app, origins)
    app.setErrorHandler((error, request, reply) => {
      const known = unfoldErrorFrom(error)
      if (known.code === 'INTERNAL')
        log.error({ err: error, route: request.routeOptions.url }, 'request failed')
      return sendProblem(reply, known)
    })
    // The pattern, never the address: a query may hold a ticket, a path an id.
    app.addHook('onResponse', async (request, reply) => {
      const line = {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
      }
      metrics.requests.inc(line)
      log.info({ ...line, ms: Math.round(reply.elapsedTime) }, 'answered')
    })
    await registerOpenApi(app, options.version)
    const routes = [...options.routes, createOpenApiRoute(app)]
    registerRoutes(app, {
      routes,
      credentials: options.credentials,
      origins,
      onStream: () => {
        metrics.streamClients.inc()
        return () => metrics.streamClients.dec()
      },
    })
    await registerPages(app, options.webFolder, createMethodLookup(routes))
    await app.ready()
    return new HttpServer(app, routes)
  }

  /** Resolves to the address that a person opens. Rejects with the system's own error, EADDRINUSE for example. */
  async listen(host: string, port: number): Promise<string> {
    const isBoth = host === 'localhost'
    await this.#app.listen({ host: isBoth ? '127.0.0.1' : host, port })
    const taken = (this.#app.server.address() as AddressInfo).port
    if (isBoth) await this.#listenOnIpv6Loopback(taken)
    return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
  }

  async close(): Promise<void> {
    const closed = this.#second.listening
      ? new Promise<void>((resolve) => this.#second.close(() => resolve()))
      : undefined
    this.#second.closeAllConnections()
    await this.#app.close()
    await closed
  }

  async #listenOnIpv6Loopback(port: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#second.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has no ::1, and nobody there misses it.
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve()
      else reject(error)
    })
    this.#second.listen({ host: '::1', port }, resolve)
    await promise
  }
}

/** JSON alone. Clients that always name the type also send it with commands that have no body: that is no mistake. */
function registerBodyParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

/** The documentation is registered by a plugin of its own. */
const DOCUMENTATION = { path: /^\/docs(\/|$)/, method: 'GET' }

/** Which methods an address takes; none for one that there is not. */
function createMethodLookup(routes: readonly Route[]): (path: string) => string[] {
  const patterns = [
    ...routes.map(({ path, method }) => ({ path: patternFromPath(path), method })),
    DOCUMENTATION,
  ]
  return (path) => patterns.filter((pattern) => pattern.path.test(path)).map(({ method }) => method)
}
