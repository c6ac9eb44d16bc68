import { SpanKind } from '@opentelemetry/api'
import type { Flow, FlowContext } from 'unfold/core'
import type { Tracing } from './tracing.ts'

/** The same flow; each attempt is a span, and each step that is executed one below it. */
export function createTracedFlow(flow: Flow, tracing: Tracing): Flow {
  return {
    ...flow,
    run: (ctx, input) => {
      const span = tracing.start(`invoke_workflow ${flow.name}`, SpanKind.INTERNAL, {
        'gen_ai.operation.name': 'invoke_workflow',
        'gen_ai.workflow.name': flow.name,
        'gen_ai.conversation.id': ctx.runId,
        'unfold.run.id': ctx.runId,
        'unfold.run.attempt': ctx.attempt,
        'unfold.flow.version': flow.version,
      })
      return tracing.within(span, () => flow.run(createTracedContext(ctx, tracing), input))
    },
  }
}

function createTracedContext(ctx: FlowContext, tracing: Tracing): FlowContext {
  const step: FlowContext['step'] = (name, fn) =>
    ctx.step(name, (inner) => {
      const span = tracing.start(`step ${name}`, SpanKind.INTERNAL, {
        'unfold.run.id': ctx.runId,
        'unfold.step': name,
      })
      return tracing.within(span, () => fn(inner))
    })
  return new Proxy(ctx, {
    get(target, name: keyof FlowContext) {
      if (name === 'step') return step
      const value = target[name]
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
