import { z } from 'zod'
import { itemIdSchema } from './item.ts'
import { conditionSchema, temperatureSchema } from './vocabulary.ts'

/** Outfits of one answer. The reuse rule ("in no more than 2 of 3") counts over them. */
export const OUTFIT_COUNT = 3

export const OCCASION_CHIPS = [
  'School drop-off',
  'Weekend errands',
  'Business meeting',
  'Date night',
  'Coffee meeting',
  'Formal event',
  'Working from home',
  'Brunch',
] as const

const occasionSchema = z.string().trim().min(1).max(80)

/** One stop of a day: an outfit has to survive all of them. */
export const stopSchema = z.strictObject({
  occasion: occasionSchema,
  place: z.string().trim().max(80).nullable().default(null),
})
export type Stop = z.infer<typeof stopSchema>

/** The person's choice; what is null was not chosen, and no rule about it runs. */
export const weatherSchema = z.strictObject({
  condition: conditionSchema.nullable().default(null),
  temperature: temperatureSchema.nullable().default(null),
})
export type Weather = z.infer<typeof weatherSchema>

export const modeSchema = z.enum(['occasion', 'complete', 'consider-buying'])
export type Mode = z.infer<typeof modeSchema>

/** What starts a run of any of the three flows: they are one pipeline, told apart by their anchors. */
export const outfitRequestSchema = z
  .strictObject({
    mode: modeSchema.default('occasion'),
    /** Chips or words of one's own ("casual"); several mean one outfit that serves all. */
    occasions: z.array(occasionSchema).max(8).default([]),
    freeText: z.string().trim().max(300).nullable().default(null),
    stops: z.array(stopSchema).max(6).default([]),
    /** Pieces that every outfit contains. */
    anchors: z.array(itemIdSchema).max(8).default([]),
    /** Consider-buying: build around what is owned and similar, instead of the considered piece. */
    useExistingSimilar: z.boolean().default(false),
    weather: weatherSchema.nullable().default(null),
    /** The three at once, each in its fixed slot. */
    parallel: z.boolean().default(false),
    /** Show all of the reasoning. */
    debug: z.boolean().default(false),
  })
  .superRefine((request, ctx) => {
    const issue = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message })
    if (request.mode === 'complete' && request.anchors.length === 0)
      issue('anchors', 'Completing a look needs at least one piece to start with.')
    if (request.mode === 'consider-buying' && request.anchors.length === 0)
      issue('anchors', 'Say which piece you are considering.')
    if (request.mode === 'occasion' && occasionsOf(request).length === 0)
      issue('occasions', 'Say what the outfit is for: pick an occasion or write it down.')
    if (new Set(request.anchors).size !== request.anchors.length) issue('anchors', 'A piece is named twice.')
  })
export type OutfitRequest = z.infer<typeof outfitRequestSchema>

/** Everything that the outfit has to serve, in the person's words: chips, then stops, then free text. */
export function occasionsOf(request: Pick<OutfitRequest, 'occasions' | 'stops' | 'freeText'>): string[] {
  const all = [...request.occasions, ...request.stops.map((stop) => stop.occasion), request.freeText ?? '']
  return [...new Set(all.filter((text) => text.length > 0))]
}
