import type { Flow } from 'unfold/core'
import { type Json, SSE_HEADERS, UnfoldError } from 'unfold/protocol'
import {
  type Account,
  defineRoute,
  frameIdFromLastEventId,
  type Reply,
  requireIdempotencyKey,
  type Route,
  type RouteRequest,
  type StartedRun,
} from 'unfold/server'
import { z } from 'zod'
import type { OutfitRequest } from '../../shared/index.ts'
import type { OutfitsEngine } from '../engine.ts'
import { PROMPT_VERSION } from '../flow/outfit-messages.ts'
import { jobAnswer, jobDialect } from '../job-dialect.ts'
import { findJob, jobStatusSchema, startedJob, startedJobSchema } from './jobs.ts'
import {
  type ConsiderBody,
  considerSchema,
  type GenerateBody,
  generateSchema,
  requestFromConsider,
  requestFromGenerate,
} from './seed-request.ts'

export interface JobRoutesOptions {
  engine: OutfitsEngine
  flow: Flow
}

const jobSchema = z.object({
  status: jobStatusSchema,
  progress: z.int().min(0).max(100),
  result: z.looseObject({ outfits: z.array(z.looseObject({})), count: z.int() }).optional(),
  error: z.string().optional(),
})
const jobParams = z.object({ id: z.string().min(1).max(64) })
type JobRequest = RouteRequest<z.infer<typeof jobParams>>
const HISTORY_RUNS = 50

/** The seed's job API, over the same runs as everything else: a job is a run of the outfits flow. */
export function createJobRoutes(options: JobRoutesOptions): Route[] {
  const { engine } = options
  return [
    defineRoute({
      method: 'POST',
      path: '/api/outfits/generate',
      access: 'account',
      writes: true,
      summary: 'Start a job that makes three outfits, for an occasion or around pieces.',
      schema: { body: generateSchema, replies: { 200: startedJobSchema } },
      owns: { 'body.user_id': 'account', 'body.anchor_items.0': 'item' },
      run: async ({ account, body, headers }: RouteRequest<unknown, unknown, GenerateBody>) => {
        requireOwnLabel(account, body.user_id)
        if (body.prompt_version && body.prompt_version !== PROMPT_VERSION) {
          throw new UnfoldError(
            'BAD_REQUEST',
            `There is no such prompt version; the one there is, is ${PROMPT_VERSION}.`,
            {
              fields: [{ field: 'body.prompt_version', message: `must be ${PROMPT_VERSION}` }],
            },
          )
        }
        return start(options, account, headers, requestFromGenerate(body), 'anchor_items')
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/consider-buying/generate-outfits',
      access: 'account',
      writes: true,
      summary: 'Start a job that makes three outfits around a piece that one considers buying.',
      form: true,
      schema: { body: considerSchema, replies: { 200: startedJobSchema } },
      owns: { 'body.user_id': 'account', 'body.item_id': 'item' },
      run: async ({ account, body, headers }: RouteRequest<unknown, unknown, ConsiderBody>) => {
        requireOwnLabel(account, body.user_id)
        return start(options, account, headers, requestFromConsider(body), 'item_id')
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/jobs/:id',
      access: 'account',
      writes: false,
      summary: "A job's status, its progress from counted units, and its outfits.",
      schema: { params: jobParams, replies: { 200: jobSchema } },
      owns: { 'params.id': 'job' },
      async run({ account, params }: JobRequest) {
        const run = await findJob(engine, account, params.id)
        const state = run && (await engine.backend.log.snapshot(run.runId))
        if (!state) throw new UnfoldError('NOT_FOUND', 'There is no such job.')
        return { status: 200, body: jobAnswer(state) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/jobs/:id/stream',
      access: 'account',
      writes: false,
      summary:
        'The same as events: progress, outfit, complete, error. An unknown job answers one error event.',
      schema: { params: jobParams },
      owns: { 'params.id': 'job' },
      async run({ account, params, headers, response }: JobRequest) {
        engine.api.requireStreaming()
        const run = await findJob(engine, account, params.id)
        // The same bytes for an unknown job and for somebody else's.
        if (!run) return NO_JOB
        const after = frameIdFromLastEventId(headers['last-event-id'])
        if (after && (await engine.streams.isFullyRead(run, jobDialect, after))) return { status: 204 }
        engine.streams.attach({ runId: run.runId, dialect: jobDialect, after, response })
        return 'streaming'
      },
    }),
  ]
}

const NO_JOB: Reply = {
  status: 200,
  headers: SSE_HEADERS,
  text: 'event: error\ndata: {"error":"Job not found"}\n\n',
}

/** As the native start: under its limits, once per `Idempotency-Key`. `anchors` is what the seed calls these. */
async function start(
  { engine, flow }: JobRoutesOptions,
  account: Account,
  headers: RouteRequest['headers'],
  request: OutfitRequest,
  anchors: 'anchor_items' | 'item_id',
): Promise<Reply> {
  const key = requireIdempotencyKey(headers['idempotency-key'])
  const { body } = await engine.api
    .start(flow.name, account, request as unknown as Json, key)
    .catch((error: unknown) => {
      throw inSeedWords(error, anchors)
    })
  const history = await engine.backend.log.durations(flow.name, HISTORY_RUNS)
  return { status: 200, body: startedJob(body as StartedRun, medianSeconds(history)) }
}

function inSeedWords(error: unknown, anchors: 'anchor_items' | 'item_id'): unknown {
  if (!(error instanceof UnfoldError) || !error.fields) return error
  const fields = error.fields.map(({ field, message }) => ({
    field: field.replace(
      anchors === 'item_id' ? /^body\.anchors(?:\.\d+)?/ : /^body\.anchors/,
      `body.${anchors}`,
    ),
    message,
  }))
  return new UnfoldError(error.code, error.message, { fields, cause: error })
}

/** From this installation's history alone; null while there is none. */
function medianSeconds(durationsMs: readonly number[]): number | null {
  if (durationsMs.length === 0) return null
  const sorted = durationsMs.toSorted((a, b) => a - b)
  return Math.max(1, Math.round(sorted[Math.floor(sorted.length / 2)]! / 1000))
}

/** On the demo of this machine, `test` names the demo wardrobe, as in the seed's own lines. */
function requireOwnLabel(account: Account, label: string): void {
  if (label === account.id || (account.demo && label === 'test')) return
  throw new UnfoldError('FORBIDDEN', 'user_id names somebody else: it must be the account that is signed in.')
}
