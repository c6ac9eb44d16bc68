import type { z } from 'zod'
import type { FieldProblem } from '../protocol/index.ts'
import { problemFromError, UnfoldError } from '../protocol/index.ts'
import { MISSING, plainWords } from './plain-words.ts'
import type { Reply } from './route.ts'

/** An error as its RFC 9457 document. */
export function replyFromError(error: UnfoldError): Reply {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(error.retryAfterS === undefined ? {} : { 'retry-after': String(error.retryAfterS) }),
    },
    body: problemFromError(error),
  }
}

/** The address is right, the method is not: 405, with those that are in `Allow`. */
export function replyFromWrongMethod(method: string, allowed: readonly string[]): Reply {
  const takes = [...new Set(allowed)]
  const words = `This address takes ${takes.join(' and ')}, not ${method}.`
  const { headers, ...reply } = replyFromError(new UnfoldError('METHOD_NOT_ALLOWED', words))
  return { ...reply, headers: { ...headers, allow: takes.join(', ') } }
}

/** The same words for an unknown run and for somebody else's: nobody learns which it was. */
export function unknownRun(): UnfoldError {
  return new UnfoldError('NOT_FOUND', 'There is no such run.')
}

/**
 * The value as the schema gives it. `where` is the part of the request that is checked: body, query, params. Throws
 * INVALID with every field that is wrong, in words of the schema's own or in plain ones.
 */
export function requireShape<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value, { error: plainWords })
  if (parsed.success) return parsed.data
  throw errorFromZod(parsed.error, where)
}

/** For what was parsed elsewhere; `plainWords`, given to that parse, make it readable. */
export function errorFromZod(error: z.ZodError, where: string): UnfoldError {
  return invalid(
    error.issues.flatMap((issue) => fieldsFromIssue(issue, [where])),
    error,
  )
}

/** INVALID for what no schema can know; each message is the end of a sentence that its field begins. */
export function invalid(fields: FieldProblem[], cause?: unknown): UnfoldError {
  return new UnfoldError('INVALID', 'Something in the request is missing or not allowed.', { cause, fields })
}

type Issue = z.core.$ZodIssue

function fieldsFromIssue(issue: Issue, above: string[]): FieldProblem[] {
  const path = [...above, ...issue.path.map(String)]
  if (issue.code !== 'invalid_union') return [{ field: path.join('.'), message: issue.message }]
  const meant = meantAlternative(issue.errors)
  if (meant) return meant.flatMap((inner) => fieldsFromIssue(inner, path))
  return [{ field: path.join('.'), message: choiceWords(issue.errors) ?? issue.message }]
}

/** Of several shapes the one that the sender seems to have meant: nothing is wrong at its top. Null where that fits none, or more. */
function meantAlternative(alternatives: Issue[][]): Issue[] | null {
  const depths = alternatives.map((issues) => Math.min(...issues.map(({ path }) => path.length)))
  const deepest = Math.max(...depths)
  const best = alternatives.filter((_, at) => depths[at] === deepest)
  return deepest > 0 && best.length === 1 ? best[0]! : null
}

/** Where each of the shapes wants a field that is not there: which. */
function choiceWords(alternatives: Issue[][]): string | null {
  const wanted = alternatives.map((issues) =>
    issues.flatMap(({ message, path }) =>
      message === MISSING && path.length === 1 ? [String(path[0])] : [],
    ),
  )
  if (wanted.length === 0 || wanted.some((names) => names.length === 0)) return null
  return `must have ${wanted.map((names) => names.map((name) => `"${name}"`).join(' and ')).join(', or ')}`
}
