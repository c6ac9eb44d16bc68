import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { defineRoute, type Route } from 'unfold/server'
import { SESSION_COOKIE } from './accounts.ts'

const ABOUT = `Unfold runs long generations as durable runs and shows them while they are made.

Streams are \`text/event-stream\`: every event carries its number as \`id\`, and a reader that comes back with
\`Last-Event-ID\` goes on behind it. Errors are RFC 9457 problem documents (\`application/problem+json\`) with a stable
\`code\`.`

/** The documentation page at `/docs`, from the schemas that validate. Registered before the routes it describes. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Unfold', version, description: ABOUT },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          bearer: { type: 'http', scheme: 'bearer' },
          ticket: { type: 'apiKey', in: 'query', name: 'token' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'list' } })
}

export function createOpenApiRoute(app: FastifyInstance): Route {
  return defineRoute({
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    writes: false,
    summary: 'This description',
    run: async () => ({ status: 200, body: app.swagger() }),
  })
}
