import { createHash } from 'node:crypto'
import type { Json } from '../protocol/index.ts'

export function hashFromJson(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** One text for equal JSON values, whatever the order of their keys. */
function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`)
  return `{${fields.join(',')}}`
}
