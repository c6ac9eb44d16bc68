import { z } from 'zod'
import { UnfoldError } from '../protocol/index.ts'
import { requireShape, unknownRun } from './problem-reply.ts'
import { defineRoute, type Route, type RouteRequest } from './route.ts'
import type { RunApi } from './run-api.ts'
import {
  cancelAnswerSchema,
  eventsPageSchema,
  eventsQuerySchema,
  flowParamsSchema,
  idempotencyKeySchema,
  listQuerySchema,
  problemSchema,
  runListSchema,
  runParamsSchema,
  runSnapshotSchema,
  startBodySchema,
  startHeadersSchema,
  startedRunSchema,
  streamHeadersSchema,
  streamQuerySchema,
  type EventsQuery,
  type ListQuery,
  type StreamQuery,
} from './schemas.ts'

type RunRequest<Query = unknown> = RouteRequest<z.infer<typeof runParamsSchema>, Query>

const reads = { access: 'ticket', writes: false, owns: { 'params.id': 'run' } } as const
const commands = { access: 'account', writes: true, owns: { 'params.id': 'run' } } as const

/** The native API as routes: registered, documented and tried for ownership from this list. */
export function createRunRoutes(api: RunApi): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/runs/:flow',
      access: 'account',
      writes: true,
      summary: 'Start a run. With an Idempotency-Key the same request is the same run.',
      schema: {
        params: flowParamsSchema,
        headers: startHeadersSchema,
        body: startBodySchema,
        replies: {
          201: startedRunSchema,
          200: startedRunSchema,
          409: problemSchema,
          422: problemSchema,
          429: problemSchema,
        },
      },
      run: ({ account, params, body, headers }) =>
        api.start(params.flow, account, body, requireIdempotencyKey(headers['idempotency-key'])),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/runs',
      access: 'account',
      writes: false,
      summary: "The caller's runs, newest first.",
      schema: { query: listQuerySchema, replies: { 200: runListSchema } },
      run: ({ account, query }: RouteRequest<unknown, ListQuery>) => api.list(account, query),
    }),
    defineRoute({
      ...reads,
      method: 'GET',
      path: '/api/runs/:id',
      summary: 'The folded state of a run.',
      schema: { params: runParamsSchema, replies: { 200: runSnapshotSchema, 404: problemSchema } },
      run: (request: RunRequest) => api.snapshot(request.account, requireReadable(request)),
    }),
    defineRoute({
      ...reads,
      method: 'GET',
      path: '/api/runs/:id/events',
      summary: 'Events behind a cursor; with `wait`, a long poll. Ranges of ended runs never change.',
      schema: {
        params: runParamsSchema,
        query: eventsQuerySchema,
        replies: { 200: eventsPageSchema, 404: problemSchema },
      },
      run: (request: RunRequest<EventsQuery>) =>
        api.events(request.account, requireReadable(request), request.query, request.signal),
    }),
    defineRoute({
      ...reads,
      method: 'GET',
      path: '/api/runs/:id/stream',
      summary:
        'The events as server-sent events, each with its number as id, under its type as name. 204 when the run has ended and the cursor is its last event.',
      schema: {
        params: runParamsSchema,
        query: streamQuerySchema,
        headers: streamHeadersSchema,
        replies: { 404: problemSchema },
      },
      run: (request: RunRequest<StreamQuery>) =>
        api.stream(request.account, requireReadable(request), request.query, request.response),
    }),
    defineRoute({
      ...commands,
      method: 'POST',
      path: '/api/runs/:id/cancel',
      summary: 'Stop a run; what was committed stays. Idempotent. 202 while its worker is stopping.',
      schema: {
        params: runParamsSchema,
        replies: { 200: cancelAnswerSchema, 202: cancelAnswerSchema, 404: problemSchema },
      },
      run: ({ account, params }: RunRequest) => api.cancel(account, params.id),
    }),
    defineRoute({
      ...commands,
      method: 'POST',
      path: '/api/runs/:id/retry',
      summary: 'A new run that opens with what a failed or cancelled one committed. Asked twice, the same.',
      schema: {
        params: runParamsSchema,
        replies: { 201: startedRunSchema, 200: startedRunSchema, 404: problemSchema, 409: problemSchema },
      },
      run: ({ account, params }: RunRequest) => api.retry(account, params.id),
    }),
  ]
}

/** A read ticket opens one run. */
function requireReadable({ ticket, params }: RunRequest): string {
  if (ticket && (ticket.kind !== 'read' || ticket.runId !== params.id)) throw unknownRun()
  return params.id
}

/** The key of a start, wherever one is accepted; INVALID for one that is malformed. */
export function requireIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (Array.isArray(header)) throw new UnfoldError('INVALID', 'There must be one Idempotency-Key.')
  return requireShape(idempotencyKeySchema, header, 'headers.idempotency-key')
}
