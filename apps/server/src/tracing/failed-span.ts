import { type Span, SpanStatusCode } from '@opentelemetry/api'

/** The kind of failure alone: a message may hold text that nobody checked. */
export function markFailed(span: Span, errorType: string): void {
  span.setAttribute('error.type', errorType)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** A code where the error has one; a stop says its reason as a word. */
export function errorTypeOf(error: unknown): string {
  if (typeof error === 'string') return error
  const { code, fault, name } = (error ?? {}) as { code?: string; fault?: string; name?: string }
  return fault ?? code ?? name ?? 'error'
}
