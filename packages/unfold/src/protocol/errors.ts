/** Every way in which Unfold says no, and the HTTP status that goes with it. Codes are stable; messages are not. */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  IDEMPOTENCY_MISMATCH: 409,
  // Every rule kept, nothing else can stand in.
  NO_REPLACEMENT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID: 422,
  LIMIT_EXCEEDED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  STREAMING_OFF: 503,
  // Codes of a run's own end; they travel in `run.failed`, and in a status only where a run is asked to go on.
  INITIALIZATION_ERROR: 500,
  WORKFLOW_ERROR: 500,
  EMPTY_CONTENT: 502,
  SAFETY_CHECK_FAILED: 503,
  MODEL_UNAVAILABLE: 503,
  MODEL_REFUSED: 502,
  CANCELLED: 409,
  DEADLINE_EXCEEDED: 504,
  TOO_LARGE: 500,
  ATTEMPTS_EXHAUSTED: 500,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** A field of the request that is wrong, by its path ("body.age"), and why in plain words. */
export interface FieldProblem {
  field: string
  message: string
}

export interface UnfoldErrorOptions {
  cause?: unknown
  fields?: FieldProblem[] | undefined
  /** Seconds after which the same request may succeed. */
  retryAfterS?: number | undefined
}

/** The one error class. Its message is written for the person who meets it, and carries no secret and no child's text. */
export class UnfoldError extends Error {
  override readonly name = 'UnfoldError'
  readonly code: ErrorCode
  readonly fields: FieldProblem[] | undefined
  readonly retryAfterS: number | undefined

  constructor(code: ErrorCode, message: string, options: UnfoldErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.fields = options.fields
    this.retryAfterS = options.retryAfterS
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

/** RFC 9457 problem document. `code` is the stable name; `title` the plain sentence. */
export interface Problem {
  type: string
  title: string
  status: number
  code: ErrorCode
  fields?: FieldProblem[]
}

export function problemFromError(error: UnfoldError): Problem {
  return {
    type: `urn:unfold:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: error.message,
    status: error.status,
    code: error.code,
    ...(error.fields ? { fields: error.fields } : {}),
  }
}
