import { z } from 'zod'
import { frameIdFromText, jsonSchema } from '../protocol/index.ts'

/** Everything that the native API takes and answers; the server checks with these and documents itself from them. */

export const runIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not the id of a run')
  .describe('Id of a run')

export const runParamsSchema = z.object({ id: runIdSchema })
export const flowParamsSchema = z.object({
  flow: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'is not the name of a flow')
    .describe('Name of a flow'),
})

/** What reads JSON calls itself for each level, and a stack has an end. */
const MOST_LEVELS = 100

/** The flow's own schema checks it; here it only is JSON. */
export const startBodySchema = z
  .unknown()
  .refine((body) => isWithin(body, MOST_LEVELS), {
    error: `must not be nested more than ${MOST_LEVELS} levels deep`,
    abort: true,
  })
  .pipe(jsonSchema)
  .describe("The flow's input")
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 printable characters without spaces')
  .describe('The same key with the same body is the same run, for 24 hours')

export const startHeadersSchema = z.object({ 'idempotency-key': idempotencyKeySchema.optional() })
export const streamHeadersSchema = z.object({
  'last-event-id': z
    .string()
    .optional()
    .describe('The last id that the reader has, as it came; it goes on behind it'),
})

/** A number as digits: `1x`, ` 1`, `0x1` and nothing at all are mistakes that a coercion would let pass or misread. */
const digits = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)
const seconds = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a number of seconds')
  .transform(Number)
const upTo = (most: number) => {
  const rule = `must be from 1 to ${most}`
  return digits.pipe(z.int().min(1, rule).max(most, rule))
}

const after = digits.describe('Number of the last event that the reader has')
const epoch = z
  .string()
  .max(64)
  .optional()
  .describe(
    'Epoch of the log that gave the cursor, from an earlier answer; absent: that of a log never restored',
  )

export const eventsQuerySchema = z.object({
  after: after.default(0),
  wait: seconds
    .pipe(z.number().max(30, 'must be at most 30'))
    .default(0)
    .describe('Seconds to hold the answer until there is news'),
  limit: upTo(1000).default(1000),
  epoch,
})
export type EventsQuery = z.infer<typeof eventsQuerySchema>

export const streamQuerySchema = z.object({
  after: z
    .string()
    .refine((text) => frameIdFromText(text) !== null, 'is not a cursor')
    .optional()
    .describe('Where to go on; Last-Event-ID beats it'),
  from: z.literal('snapshot').optional().describe('Begin with the folded state'),
  epoch,
})
export type StreamQuery = z.infer<typeof streamQuerySchema>

export const runStatusSchema = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])

export const listQuerySchema = z.object({
  status: runStatusSchema.optional(),
  flow: z.string().max(64).optional(),
  before: runIdSchema.optional().describe('Only runs accepted before this one: `next` of the page before'),
  limit: upTo(100).default(20),
})
export type ListQuery = z.infer<typeof listQuerySchema>

export const linksSchema = z.object({
  self: z.string(),
  events: z.string(),
  stream: z.string(),
  cancel: z.string(),
})
export type Links = z.infer<typeof linksSchema>

export const startedRunSchema = z.object({ runId: runIdSchema, status: runStatusSchema, links: linksSchema })
export type StartedRun = z.infer<typeof startedRunSchema>

/** The whole folded state, as PROTOCOL.md has it, under `state`; what pollers look at first beside it. */
export const runSnapshotSchema = z.object({
  runId: runIdSchema,
  status: runStatusSchema,
  cursor: z.int().nonnegative(),
  epoch: z.string(),
  state: z.looseObject({}).describe('The folded state of the log up to the cursor'),
  links: linksSchema,
})

export const eventsPageSchema = z.object({
  events: z.array(z.looseObject({ seq: z.int().positive(), at: z.int(), type: z.string() })),
  cursor: z.int().nonnegative().describe('What to send as `after` next'),
  status: runStatusSchema,
  epoch: z.string(),
  reset: z
    .literal(true)
    .optional()
    .describe('The cursor was not of this log: forget what you have, `snapshot` takes its place'),
  snapshot: z.looseObject({}).optional(),
})

export const cancelAnswerSchema = z.object({
  runId: runIdSchema,
  status: runStatusSchema,
  cursor: z.int().nonnegative(),
  kept: z.object({
    parts: z.int().nonnegative().describe('Parts that are final'),
    characters: z.int().nonnegative().describe('Committed characters, unfinished parts included'),
  }),
})
export type CancelResult = z.infer<typeof cancelAnswerSchema>

export const runSummarySchema = z.object({
  runId: runIdSchema,
  flow: z.string(),
  status: runStatusSchema,
  attempt: z.int().nonnegative(),
  cursor: z.int().nonnegative(),
  cancelling: z.boolean(),
  acceptedAt: z.int(),
  endedAt: z.int().nullable(),
  continues: z.string().nullable(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const runListSchema = z.object({
  runs: z.array(runSummarySchema),
  next: runIdSchema.nullable().describe('`before` of the next page; null on the last'),
})

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((member) => isWithin(member, levels - 1))
}
