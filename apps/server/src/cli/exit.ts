import { type ErrorCode, type RunState, UnfoldError } from 'unfold/protocol'

/** What scripts branch on. 5 alone is worth the same command again. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  unavailable: 5,
  timedOut: 6,
  interrupted: 130,
} as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** One plain sentence for stderr and the code to leave with. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exit: Exit

  constructor(exit: Exit, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exit = exit
  }
}

const EXIT_OF_CODE: { [code in ErrorCode]: Exit } = {
  BAD_REQUEST: EXIT.usage,
  INVALID: EXIT.usage,
  PAYLOAD_TOO_LARGE: EXIT.usage,
  UNSUPPORTED_MEDIA_TYPE: EXIT.usage,
  UNAUTHENTICATED: EXIT.refused,
  FORBIDDEN: EXIT.refused,
  FORBIDDEN_ORIGIN: EXIT.refused,
  CONFLICT: EXIT.refused,
  IDEMPOTENCY_MISMATCH: EXIT.refused,
  NO_REPLACEMENT: EXIT.refused,
  SAFETY_CHECK_FAILED: EXIT.refused,
  MODEL_REFUSED: EXIT.refused,
  NOT_FOUND: EXIT.notFound,
  METHOD_NOT_ALLOWED: EXIT.usage,
  LIMIT_EXCEEDED: EXIT.unavailable,
  UNAVAILABLE: EXIT.unavailable,
  STREAMING_OFF: EXIT.unavailable,
  MODEL_UNAVAILABLE: EXIT.unavailable,
  DEADLINE_EXCEEDED: EXIT.timedOut,
  INTERNAL: EXIT.failed,
  INITIALIZATION_ERROR: EXIT.failed,
  WORKFLOW_ERROR: EXIT.failed,
  EMPTY_CONTENT: EXIT.failed,
  CANCELLED: EXIT.failed,
  TOO_LARGE: EXIT.failed,
  ATTEMPTS_EXHAUSTED: EXIT.failed,
}

/** Codes of newer servers, which this program has not heard of, are failures. */
function exitFromCode(code: string): Exit {
  return EXIT_OF_CODE[code as ErrorCode] ?? EXIT.failed
}

export function exitFromRun({ status, error }: RunState): Exit {
  if (status === 'completed') return EXIT.ok
  return error ? exitFromCode(error.code) : EXIT.failed
}

/** Null for a fault of this program, which keeps its stack. */
export function commandErrorFrom(error: unknown): CommandError | null {
  if (error instanceof CommandError) return error
  if (!(error instanceof UnfoldError)) return null
  const reasons = (error.fields ?? []).map(({ field, message }) => ` ${field}: ${message}`)
  const wait = error.retryAfterS === undefined ? '' : ` Try again in ${error.retryAfterS} s.`
  // What `fetch` throws when nobody is there.
  const isNobody = error.code === 'UNAVAILABLE' && error.cause instanceof TypeError
  const hint = isNobody ? ' "unfold serve" starts one, --url names another.' : ''
  return new CommandError(exitFromCode(error.code), `${error.message}${reasons.join('')}${wait}${hint}`, {
    cause: error,
  })
}
