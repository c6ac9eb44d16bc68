import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  trace,
  type Tracer,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { errorTypeOf, markFailed } from './failed-span.ts'
import type { TraceTarget } from './trace-target.ts'

/** Spans of runs, steps and model calls, sent as OTLP over HTTP. Without a target nothing of this is created. */
export class Tracing {
  /** Whether messages and answers go into the spans; off unless the operator asks for it. */
  readonly content: boolean
  readonly #provider: TracerProvider
  readonly #tracer: Tracer
  /** The span at work in this asynchronous call, so that a model call finds the step that it belongs to. */
  readonly #current = new AsyncLocalStorage<Context>()

  constructor(target: TraceTarget, version: string) {
    this.content = target.content
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': target.serviceName, 'service.version': version }),
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter({ url: target.url, headers: target.headers }),
          scheduledDelayMillis: 1000,
        }),
      ],
    })
    this.#tracer = this.#provider.getTracer('unfold', version)
  }

  /** A span below the one at work. The caller ends it. */
  start(name: string, kind: SpanKind, attributes: Attributes): Span {
    return this.#tracer.startSpan(name, { kind, attributes }, this.#current.getStore() ?? ROOT_CONTEXT)
  }

  /** The span is at work while `work` goes on, and ends with it. */
  async within<T>(span: Span, work: () => Promise<T>): Promise<T> {
    const context = trace.setSpan(this.#current.getStore() ?? ROOT_CONTEXT, span)
    try {
      return await this.#current.run(context, work)
    } catch (error) {
      markFailed(span, errorTypeOf(error))
      throw error
    } finally {
      span.end()
    }
  }

  /** Sends what is left, within five seconds: a collector that is silent holds no shutdown. */
  async close(): Promise<void> {
    const left = this.#provider.shutdown().catch(() => {})
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, 5000)
    await Promise.race([left, late])
    clearTimeout(timer)
  }
}
