import type { Route } from 'unfold/server'
import { z } from 'zod'

export interface ExampleRequest {
  path: string
  body: unknown
  /** The media type of an upload. */
  headers: Record<string, string>
}

/**
 * Requests that fit a route's schemas, one for each form that its body may have, with `ids` in the places where the
 * route says that it names something owned: whatever answers them has looked at whose it is. `uploads` holds a good body
 * for each media type.
 */
export function exampleRequests(
  route: Route,
  ids: Readonly<Record<string, string | number>>,
  uploads: Readonly<Record<string, Buffer>> = {},
): ExampleRequest[] {
  const { params, query, body } = route.schema ?? {}
  const form = jsonSchemaOf(body)
  return (form?.anyOf ?? form?.oneOf ?? [form]).map((bodyForm: any) => {
    const parts = {
      params: { flow: 'word', ...fromJsonSchema(jsonSchemaOf(params)) },
      query: { ...fromJsonSchema(jsonSchemaOf(query)) },
      body: fromJsonSchema(bodyForm),
    }
    for (const [place, kind] of Object.entries(route.owns ?? {})) {
      const [part, name, ...rest] = place.split('.') as ['params' | 'query' | 'body', string]
      if (part === 'body' && !(name in bodyForm.properties)) continue
      const id = ids[kind]
      if (id === undefined) throw new Error(`No example of a foreign ${kind}, which ${route.path} names`)
      assign(parts[part], [name, ...rest], id)
    }
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts.params[name]))
    const search = new URLSearchParams(parts.query)
    const address = search.size > 0 ? `${path}?${search}` : path
    if (!route.upload) return { path: address, body: parts.body, headers: {} }
    const [type] = route.upload.types as [string]
    const upload = uploads[type]
    if (upload === undefined) throw new Error(`No example of ${type}, which ${route.path} takes`)
    return { path: address, body: upload, headers: { 'content-type': type } }
  })
}

function jsonSchemaOf(schema: z.ZodType | undefined): any {
  return schema && z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

/** The least that fits: required members alone, the first choice, the smallest number. */
function fromJsonSchema(schema: any): any {
  if (schema === undefined) return undefined
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return fromJsonSchema(choice[0])
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name: string) => [name, fromJsonSchema(schema.properties[name])]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => fromJsonSchema(schema.items))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case 'string':
      if (schema.pattern?.startsWith('^#')) return '#1d2a4a'
      return schema.format === 'email' ? 'somebody@example.org' : 'example'.padEnd(schema.minLength ?? 0, 'e')
    default:
      return undefined
  }
}

function assign(target: Record<string, any>, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[name!] = value
  else assign((target[name!] ??= /^\d+$/.test(rest[0]!) ? [] : {}), rest, value)
}
