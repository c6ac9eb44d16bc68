import { z } from 'zod'
import { itemIdSchema } from './item.ts'
import { CATEGORIES } from './vocabulary.ts'

/** Every rule of the validator. An id is part of the wire: events, the console and people's questions name it. */
export const RULE_IDS = [
  'real-items',
  'no-item-twice',
  'one-pair-of-shoes',
  'torso-covered',
  'legs-covered',
  'single-slots',
  'layer-order',
  'layer-sleeves',
  'inner-visible',
  'anchors-present',
  'banned-together',
  'available',
  'repeat-window',
  'dress-level',
  'occasion-level',
  'temperature',
  'rain',
  'reuse',
  'no-duplicate',
] as const
export const ruleIdSchema = z.enum(RULE_IDS)
export type RuleId = z.infer<typeof ruleIdSchema>

export const violationSchema = z.strictObject({
  rule: ruleIdSchema,
  /** For people: what is wrong with this outfit, naming its pieces. */
  sentence: z.string(),
  /** The pieces to blame; an unknown id stands here as the model wrote it. */
  itemIds: z.array(z.string()),
})
export type Violation = z.infer<typeof violationSchema>

/** How far an outfit goes from what its wearer always does; computed from what was really combined. */
export const confidenceSchema = z.enum(['comfort-zone', 'gentle-push', 'bold-move'])
export type Confidence = z.infer<typeof confidenceSchema>

/** A finished outfit: validated, and made of pieces that exist. */
export const outfitSchema = z.strictObject({
  /** Head to toe. */
  itemIds: z.array(itemIdSchema).min(2),
  howToStyle: z.string(),
  whyItWorks: z.string(),
  confidence: confidenceSchema,
  vibeKeywords: z.array(z.string()).max(6),
  /** Soft rules that had to give way for this outfit to exist, in the order in which they did. */
  gaveWay: z.array(ruleIdSchema).default([]),
  /** Who chose the pieces: the ranker, a model, or a model whose proposal was repaired. */
  by: z.enum(['ranker', 'model', 'repaired']).default('ranker'),
})
export type Outfit = z.infer<typeof outfitSchema>

/** A finished outfit as a run shows it: with what its pieces were called then, so that it can be read from the log alone. */
export const shownOutfitSchema = outfitSchema.extend({
  /** In the order of `itemIds`. */
  items: z.array(
    z.strictObject({
      id: itemIdSchema,
      name: z.string(),
      category: z.enum(CATEGORIES),
      /** Null where a drawn garment stands in. */
      imagePath: z.string().nullable(),
    }),
  ),
  /** What really holds for these pieces, the strongest first: `contrast`, `layers`, `style-word`... */
  reasons: z.array(
    z.strictObject({ code: z.string(), itemIds: z.array(itemIdSchema), word: z.string().nullable() }),
  ),
})
export type ShownOutfit = z.infer<typeof shownOutfitSchema>
