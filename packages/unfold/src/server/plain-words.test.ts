import { expect, test } from 'vitest'
import { z } from 'zod'
import type { UnfoldError } from '../protocol/index.ts'
import { requireShape } from './problem-reply.ts'

function refusal(schema: z.ZodType, value: unknown): UnfoldError {
  try {
    requireShape(schema, value, 'body')
  } catch (error) {
    return error as UnfoldError
  }
  return expect.fail('it was to be refused')
}

const shelf = z.object({ name: z.string() })

test.each<[string, z.ZodType, unknown, string]>([
  ['nothing', z.string(), undefined, 'is missing'],
  ['nothing, where one of several is asked for', z.enum(['a', 'b']), undefined, 'is missing'],
  ['nothing, where anything would do', z.json(), undefined, 'is missing'],
  ['a number for text', z.string(), 7, 'must be text'],
  ['null for text', z.string(), null, 'must be text'],
  ['a parameter given twice', z.string(), ['a', 'b'], 'must be text, not a list'],
  ['text for a number', z.number(), 'x', 'must be a number'],
  ['text that is no number', z.coerce.number(), 'x', 'must be a number'],
  ['half a number', z.int(), 0.5, 'must be a whole number'],
  ['a number for yes or no', z.boolean(), 1, 'must be true or false'],
  ['an object for a list', z.array(z.string()), {}, 'must be a list'],
  ['a list for an object', shelf, [], 'must be an object, not a list'],
  ['one that is not of several', z.enum(['sun', 'rain']), 'fog', 'must be one of sun, rain'],
  ['another than the only one', z.literal('snapshot'), 'x', 'must be "snapshot"'],
  ['too small a number', z.number().min(4), 3, 'must be at least 4'],
  ['a number at an open bound', z.number().positive(), 0, 'must be more than 0'],
  ['too large a number', z.number().max(12), 13, 'must be at most 12'],
  ['a number below an open bound', z.number().lt(1), 1, 'must be less than 1'],
  ['a number between two steps', z.number().multipleOf(5), 7, 'must be a multiple of 5'],
  ['an empty text', z.string().min(1), '', 'must not be empty'],
  ['a short text', z.string().min(8), 'x', 'must have at least 8 characters'],
  ['a long text', z.string().max(1), 'xx', 'must have at most 1 character'],
  ['a text of another length', z.string().length(4), 'x', 'must have exactly 4 characters'],
  ['a short list', z.array(z.string()).min(2), ['x'], 'must have at least 2 entries'],
  ['a long list', z.array(z.string()).max(1), ['x', 'y'], 'must have at most 1 entry'],
  ['no email address', z.email(), 'x', 'must be an email address'],
  ['no web address', z.url(), 'x', 'must be a whole web address, with http:// or https://'],
  ['no date', z.iso.date(), 'x', 'must be a date, 2026-01-31 for example'],
  ['text of another form', z.string().regex(/^#\d$/), 'x', 'must be of the form /^#\\d$/'],
  ['text of a form that has no words', z.ipv4(), 'x', 'must be of the form "ipv4"'],
  ['fields that nobody knows', z.strictObject({}), { a: 1, b: 2 }, 'must not have "a" and "b"'],
  ['what fits none of several shapes', z.union([z.string(), z.number()]), {}, 'has none of the forms that'],
  ['what a check without words refuses', z.string().refine(() => false), 'x', 'is not allowed'],
])('%s is told in plain words', (_what, schema, value, words) => {
  const { code, fields } = refusal(z.object({ it: schema }), { it: value })
  expect(code).toBe('INVALID')
  expect(fields).toEqual([{ field: 'body.it', message: expect.stringContaining(words) }])
})

test("a schema's own words are kept", () => {
  const own = z.object({ it: z.string('must be a name').min(2, 'is short for a name') })
  expect(refusal(own, { it: 7 }).fields).toEqual([{ field: 'body.it', message: 'must be a name' }])
  expect(refusal(own, { it: 'x' }).fields).toEqual([{ field: 'body.it', message: 'is short for a name' }])
})

test('of several shapes the one that was meant is spoken of, or what each of them wants', () => {
  const either = z.union([z.strictObject({ run: z.string() }), z.strictObject({ start: shelf })])
  expect(refusal(either, { start: {} }).fields).toEqual([{ field: 'body.start.name', message: 'is missing' }])
  expect(refusal(either, {}).fields).toEqual([{ field: 'body', message: 'must have "run", or "start"' }])
})

test('what fits comes back as the schema makes it', () => {
  const schema = z.object({ n: z.coerce.number(), of: z.string().default('tea') })
  expect(requireShape(schema, { n: '7' }, 'query')).toEqual({ n: 7, of: 'tea' })
})
