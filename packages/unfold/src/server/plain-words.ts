import type { z } from 'zod'

export const MISSING = 'is missing'

/**
 * What is wrong with a value, as the end of a sentence that its name begins: "must be a number". For whatever a schema
 * has no words of its own for; give it to `safeParse` as `error`.
 */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && issue.code !== 'custom') return MISSING
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? `a ${issue.expected}`
      // What a query that names a parameter twice becomes, too.
      return Array.isArray(issue.input) ? `must be ${kind}, not a list` : `must be ${kind}`
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${quoted(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return boundWords(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')
    case 'too_big':
      return boundWords(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')
    case 'invalid_format':
      return issue.format === 'regex'
        ? `must be of the form ${issue.pattern}`
        : `must be ${FORMATS[issue.format] ?? `of the form "${issue.format}"`}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `must not have ${issue.keys.map(quoted).join(' and ')}`
    case 'invalid_union':
      return 'has none of the forms that are allowed here'
    default:
      return 'is not allowed'
  }
}

const KINDS: { [expected: string]: string } = {
  string: 'text',
  number: 'a number',
  nan: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  set: 'a list',
  date: 'a date',
  null: 'null',
}

const FORMATS: { [format: string]: string } = {
  email: 'an email address',
  url: 'a whole web address, with http:// or https://',
  uuid: 'a UUID',
  guid: 'a UUID',
  datetime: 'a date and time, 2026-01-31T12:00:00Z for example',
  date: 'a date, 2026-01-31 for example',
  time: 'a time of day, 12:00:00 for example',
  json_string: 'JSON',
}

type Bound = Extract<z.core.$ZodRawIssue, { code: 'too_small' | 'too_big' }>

/** What is counted goes with the kind of the value: characters, entries, bytes, or the number itself. */
function boundWords({ code, origin, exact }: Bound, bound: number | bigint, how: string): string {
  const count = exact === true ? 'exactly' : how
  switch (origin) {
    case 'string':
      if (code === 'too_small' && bound === 1 && exact !== true) return 'must not be empty'
      return `must have ${count} ${bound} ${bound === 1 ? 'character' : 'characters'}`
    case 'array':
    case 'set':
    case 'map':
    case 'record':
      return `must have ${count} ${bound} ${bound === 1 ? 'entry' : 'entries'}`
    case 'file':
      return `must have ${count} ${bound} bytes`
    default:
      return `must be ${count} ${bound}`
  }
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
