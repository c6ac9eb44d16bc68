import type { z } from 'zod'
import type { FieldProblem } from '../protocol/index.ts'
import { problemFromError, UnfoldError } from '../protocol/index.ts'
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

/** The same words for an unknown run and for somebody else's: nobody learns which it was. */
export function unknownRun(): UnfoldError {
  return new UnfoldError('NOT_FOUND', 'There is no such run.')
}

/** `where` is the part of the request that was checked: body, query, params. */
export function errorFromZod(error: z.ZodError, where: string): UnfoldError {
  return invalid(
    error.issues.flatMap((issue) => fieldsFromIssue(issue, [where])),
    error,
  )
}

export function invalid(fields: FieldProblem[], cause?: unknown): UnfoldError {
  return new UnfoldError('INVALID', 'Something in the request is missing or not allowed.', { cause, fields })
}

type Issue = z.core.$ZodIssue

function fieldsFromIssue(issue: Issue, above: string[]): FieldProblem[] {
  const path = [...above, ...issue.path.map(String)]
  const meant = issue.code === 'invalid_union' ? meantAlternative(issue.errors) : null
  if (meant) return meant.flatMap((inner) => fieldsFromIssue(inner, path))
  return [{ field: path.join('.'), message: issue.message }]
}

/** Of several shapes the one that the sender seems to have meant: nothing is wrong at its top. Null where that fits none, or more. */
function meantAlternative(alternatives: Issue[][]): Issue[] | null {
  const depths = alternatives.map((issues) => Math.min(...issues.map(({ path }) => path.length)))
  const deepest = Math.max(...depths)
  const best = alternatives.filter((_, at) => depths[at] === deepest)
  return deepest > 0 && best.length === 1 ? best[0]! : null
}
