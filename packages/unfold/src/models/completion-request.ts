import { z } from 'zod'
import type { Message, ModelRequest } from './language-model.ts'

export interface CompletionSettings {
  model: string
  /** What newer OpenAI models want differs from what every other server knows. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens'
  /** Fields of the body that this client does not know; they win over its own. */
  extra: Readonly<Record<string, unknown>>
}

/** How a shape is asked for: by its schema, or, of servers that know no schemas, as JSON of any shape. */
export type JsonMode = 'json_schema' | 'json_object'

export function bodyFromRequest(request: ModelRequest, settings: CompletionSettings, mode: JsonMode): string {
  const { schema, temperature, maxOutputTokens } = request
  return JSON.stringify({
    model: settings.model,
    messages: request.messages.map(wireFromMessage),
    stream: true,
    stream_options: { include_usage: true },
    temperature,
    [settings.maxTokensField]: maxOutputTokens,
    response_format: schema && formatFromSchema(schema, mode),
    ...settings.extra,
  })
}

/** Text alone stays text: servers that know no pictures know no parts either. */
function wireFromMessage({ role, content, images = [] }: Message): object {
  if (images.length === 0) return { role, content }
  const seen = images.map(({ mediaType, bytes }) => ({
    type: 'image_url',
    image_url: { url: `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}` },
  }))
  return { role, content: [{ type: 'text', text: content }, ...seen] }
}

function formatFromSchema(schema: NonNullable<ModelRequest['schema']>, mode: JsonMode): object {
  if (mode === 'json_object') return { type: 'json_object' }
  return {
    type: 'json_schema',
    json_schema: { name: schema.name, strict: true, schema: jsonSchemaFromShape(schema.shape) },
  }
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** A shape's schema never changes, and making it costs more than a hundred tokens. */
const known = new WeakMap<z.ZodType, JsonSchema>()

/**
 * The shape as strict structured output wants it: closed objects, every key required, keys in the order of the shape
 * (models write them in that order). Requiring what the shape leaves optional only narrows: the answer still fits.
 */
export function jsonSchemaFromShape(shape: z.ZodType): JsonSchema {
  const earlier = known.get(shape)
  if (earlier) return earlier
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (!jsonSchema.properties) return
      jsonSchema.additionalProperties = false
      jsonSchema.required = Object.keys(jsonSchema.properties)
    },
  })
  known.set(shape, schema)
  return schema
}
