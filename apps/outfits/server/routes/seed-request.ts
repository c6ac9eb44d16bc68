import { z } from 'zod'
import { conditionSchema, type OutfitRequest, temperatureSchema } from '../../shared/index.ts'

/** "Rainy" or "rainy"; "Cold (<50°F)" or "cold": the seed's choices in words, ours in one word. */
const firstWord = z
  .string()
  .trim()
  .transform((text) => (/^\p{L}+/u.exec(text)?.[0] ?? '').toLowerCase())

const occasions = z.array(z.string().trim().min(1).max(80)).max(8)
const anchorItems = z.array(z.string().min(1).max(64)).max(8)

const userId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('A label, never a credential: the account that is signed in, or "test" on the demo account.')
const deviceId = z
  .string()
  .max(200)
  .nullish()
  .describe('Accepted, and neither used nor stored: a job is read from any device of its account.')

const generateShape = {
  user_id: userId,
  device_id: deviceId,
  weather_condition: firstWord.pipe(conditionSchema).nullish(),
  temperature_range: firstWord.pipe(temperatureSchema).nullish(),
  mock: z
    .boolean()
    .default(false)
    .describe(
      'Accepted, and changes nothing: which model makes the outfits is a setting of the server. The built-in stylist needs neither key nor network.',
    ),
  prompt_version: z.string().max(80).nullish(),
  include_reasoning: z.boolean().default(false),
  parallel: z.boolean().default(false),
}

/** The seed's body of `POST /api/outfits/generate`; without a `mode` it is for an occasion. */
export const generateSchema = z.discriminatedUnion(
  'mode',
  [
    z.object({
      ...generateShape,
      mode: z.literal('occasion').optional(),
      occasions: occasions.min(1, { error: 'must name at least one occasion' }),
      anchor_items: anchorItems.nullish(),
    }),
    z.object({
      ...generateShape,
      mode: z.literal('complete'),
      occasions: occasions.default([]),
      anchor_items: anchorItems.min(1, { error: 'must name at least one piece in complete mode' }),
    }),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? 'must be "occasion" or "complete"' : undefined) },
)
export type GenerateBody = z.infer<typeof generateSchema>

/** A form has no booleans, only words: "true", "on", "1". */
const flag = z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' }).default(false)

/** The seed's body of `POST /api/consider-buying/generate-outfits`, as a form or as JSON. */
export const considerSchema = z.object({
  item_id: z.string().min(1).max(64),
  user_id: userId,
  device_id: deviceId,
  use_existing_similar: flag,
  include_reasoning: flag,
})
export type ConsiderBody = z.infer<typeof considerSchema>

export function requestFromGenerate(body: GenerateBody): OutfitRequest {
  const { weather_condition: condition = null, temperature_range: temperature = null } = body
  return {
    mode: body.mode ?? 'occasion',
    occasions: body.occasions,
    freeText: null,
    stops: [],
    anchors: body.anchor_items ?? [],
    useExistingSimilar: false,
    weather: condition || temperature ? { condition, temperature } : null,
    parallel: body.parallel,
    debug: body.include_reasoning,
  }
}

export function requestFromConsider(body: ConsiderBody): OutfitRequest {
  return {
    mode: 'consider-buying',
    occasions: [],
    freeText: null,
    stops: [],
    anchors: [body.item_id],
    useExistingSimilar: body.use_existing_similar,
    weather: null,
    parallel: false,
    debug: body.include_reasoning,
  }
}
