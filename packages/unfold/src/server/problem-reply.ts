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
  const fields: FieldProblem[] = error.issues.map((issue) => ({
    field: [where, ...issue.path.map(String)].join('.'),
    message: issue.message,
  }))
  return new UnfoldError('INVALID', 'Something in the request is missing or not allowed.', {
    cause: error,
    fields,
  })
}
