import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'

/** The account that a request speaks for. */
export interface Account {
  id: string
  /** Answers on loopback without a credential. */
  demo: boolean
  /**
   * Within minutes its holder has proved to be the one who sits here: for what is not meant for everybody who is handed
   * a signed-in device.
   */
  unlocked?: boolean | undefined
}

/**
 * Who may call. `public` needs nobody; `account` needs one; `ticket` takes an account or, in `?token=`, a ticket that
 * the handler checks against what is asked.
 */
export type Access = 'public' | 'account' | 'ticket'

/** What a checked ticket allows; null when the caller came with a session. */
export type Ticket =
  | { kind: 'read'; runId: string }
  | {
      kind: 'start'
      ticketId: string
      childId: number
      theme: string
      chapterNumber: number
      title: string | null
    }

/** What a handler answers; header names in lower case. Without a body of any kind the answer is empty. */
export interface Reply {
  status: number
  headers?: Record<string, string>
  /** JSON; absent for an empty body. */
  body?: unknown
  /** A body that is JSON text already, so that stored events are not parsed and printed again. */
  text?: string
  /** A body that is no JSON at all; name its `content-type`. */
  bytes?: Uint8Array
}

/** What a handler is given: params, query and body as the route's schemas made them. */
export interface RouteRequest<Params = unknown, Query = unknown, Body = unknown> {
  /** Present wherever the route's access asks for one; a `public` route gets null. */
  account: Account
  ticket: Ticket | null
  params: Params
  query: Query
  body: Body
  headers: IncomingMessage['headers']
  raw: IncomingMessage
  response: ServerResponse
  /** Aborts when the caller goes away. */
  signal: AbortSignal
}

/** The shapes by which a request is checked and the endpoint is documented. */
export interface RouteSchema {
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Documented alone: whoever reads a header checks it. */
  headers?: z.ZodType
  /** The documented answer by status; the body of a stream is described in `summary`. */
  replies?: Record<number, z.ZodType>
}

/** One endpoint as a plain object: registered, documented and tried by the ownership test from the same list. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify's form: `/api/runs/:id`. */
  path: string
  access: Access
  /** True when it writes or starts work, whatever the method: the origin guard holds it. */
  writes: boolean
  summary: string
  schema?: RouteSchema
  /** What each id in params, query or body names ("params.id": "run"), so that the ownership test knows what to forge. */
  owns?: Record<string, string>
  /**
   * Takes a body of these media types as it arrives, instead of JSON: `body` is then a `Readable`, which fails with
   * PAYLOAD_TOO_LARGE behind `maxBytes`; undefined when nothing was sent.
   */
  upload?: { types: readonly string[]; maxBytes: number }
  /**
   * Takes the body as a form (`application/x-www-form-urlencoded`, `multipart/form-data`), too: every field of it is
   * text, for the schema of the body to read. The last of several fields of one name counts.
   */
  form?: true
  /** `streaming` when the handler took the response over. */
  run(request: RouteRequest<any, any, any>): Promise<Reply | 'streaming'>
}

/** Only says what it is; the types do the rest. */
export function defineRoute(route: Route): Route {
  return route
}

/** Matches the paths that a route's pattern names; its groups are the parameters, still encoded. */
export function patternFromPath(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
}
