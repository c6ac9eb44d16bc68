import type { RunRecord } from 'unfold/core'
import type { Account } from 'unfold/server'
import { z } from 'zod'
import type { OutfitsEngine } from '../engine.ts'
import { PROMPT_VERSION } from '../flow/outfit-messages.ts'
import { JOB_STATUS } from '../job-dialect.ts'

export const jobStatusSchema = z.enum(['queued', 'processing', 'complete', 'failed'])

/** What every start of a job answers. */
export const startedJobSchema = z.object({
  job_id: z.string(),
  status: jobStatusSchema.describe('`queued`, or what has become of the job that was started by this before'),
  estimated_time: z
    .int()
    .nullable()
    .describe("Seconds: the median of this installation's history; null while there is none"),
  prompt_version: z.string(),
})

export function startedJob(
  { runId, status }: Pick<RunRecord, 'runId' | 'status'>,
  estimatedSeconds: number | null,
): z.infer<typeof startedJobSchema> {
  return {
    job_id: runId,
    status: JOB_STATUS[status],
    estimated_time: estimatedSeconds,
    prompt_version: PROMPT_VERSION,
  }
}

/** Null for an unknown job and for somebody else's. */
export async function findJob(
  { backend }: OutfitsEngine,
  account: Account,
  runId: string,
): Promise<RunRecord | null> {
  const run = await backend.log.find(runId)
  return run && run.accountId === account.id && run.flow === 'outfits' ? run : null
}
