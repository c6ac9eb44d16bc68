import type { Flow, RunRecord } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import {
  type Account,
  defineRoute,
  problemSchema,
  type Reply,
  requireIdempotencyKey,
  type Route,
  type RouteRequest,
} from 'unfold/server'
import { z } from 'zod'
import { itemIdSchema, OUTFIT_COUNT } from '../../shared/index.ts'
import type { OutfitsEngine } from '../engine.ts'
import { type ChangeStart, type OutfitChanges, variantOf } from '../flow/outfit-changes.ts'
import { findJob, startedJob, startedJobSchema } from './jobs.ts'

const jobParams = z.object({ job: z.string().min(1).max(64) })
const outfitParams = jobParams.extend({ n: z.coerce.number().int().min(1).max(1000) })
const swapSchema = z.strictObject({
  outfit: z.int().min(1).max(OUTFIT_COUNT),
  itemId: itemIdSchema.describe('The piece that goes; what comes is chosen among those that keep every rule'),
})
const replies = { 200: startedJobSchema, 404: problemSchema, 409: problemSchema }

export interface ChangeRoutesOptions {
  engine: OutfitsEngine
  flow: Flow
  changes: OutfitChanges
}

/** What is done to the outfits of a job that has ended, each as a job of its own that opens with the outfits that stay. */
export function createChangeRoutes({ engine, flow, changes }: ChangeRoutesOptions): Route[] {
  /** The job that does this, if it was asked for before; else a new one. */
  async function change(
    { account, headers }: Pick<RouteRequest, 'account' | 'headers'>,
    run: RunRecord,
    asked: { type: 'swap' | 'retry'; slot: number; itemId?: string },
    prepare: () => Promise<ChangeStart>,
  ): Promise<Reply> {
    const known = await engine.backend.log.findContinuation(run.runId, variantOf(asked))
    // Nobody knows how long a part of the work takes: the history is one of whole jobs.
    if (known) return { status: 200, body: startedJob(known, null) }
    const { input, continues } = await prepare()
    const started = await engine.api.startRun({
      flow,
      accountId: account.id,
      input,
      asked: { job: run.runId, ...asked },
      idempotencyKey: requireIdempotencyKey(headers['idempotency-key']),
      continues,
    })
    return { status: 200, body: startedJob(started.run, null) }
  }

  async function requireJob(account: Account, job: string): Promise<RunRecord> {
    const run = await findJob(engine, account, job)
    if (!run) throw new UnfoldError('NOT_FOUND', 'There is no such job.')
    return run
  }

  return [
    defineRoute({
      method: 'POST',
      path: '/api/outfits/:job/swap',
      access: 'account',
      writes: true,
      summary:
        'Start a job that swaps one piece of one outfit of an ended job and keeps all the rest. Asked twice, the same job; 409 NO_REPLACEMENT when nothing else keeps every rule.',
      owns: { 'params.job': 'job', 'body.itemId': 'item' },
      schema: { params: jobParams, body: swapSchema, replies: { ...replies, 422: problemSchema } },
      async run(
        request: RouteRequest<z.infer<typeof jobParams>, unknown, z.infer<typeof swapSchema>>,
      ): Promise<Reply> {
        const { outfit, itemId } = request.body
        const run = await requireJob(request.account, request.params.job)
        const asked = { type: 'swap', slot: outfit, itemId } as const
        return change(request, run, asked, () => changes.swap(run, outfit, itemId))
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/outfits/:job/outfits/:n/retry',
      access: 'account',
      writes: true,
      summary:
        'Start a job that makes one outfit of an ended job which is missing, or which the stylist failed at, and keeps the others. Asked twice, the same job.',
      owns: { 'params.job': 'job', 'params.n': 'slot' },
      schema: { params: outfitParams, replies },
      async run(request: RouteRequest<z.infer<typeof outfitParams>>): Promise<Reply> {
        const { job, n } = request.params
        const run = await requireJob(request.account, job)
        return change(request, run, { type: 'retry', slot: n }, () => changes.retry(run, n))
      },
    }),
  ]
}
