import type { RunEvent } from 'unfold/protocol'
import type { Terminal } from './terminal.ts'

/** `   7  +1.204s  text              paragraph-1  "Once upon"`: number, time since acceptance, type, what it carries. */
export function lineFromEvent(event: RunEvent, acceptedAt: number, terminal: Terminal): string {
  const seq = String(event.seq).padStart(5)
  const since = `+${((event.at - acceptedAt) / 1000).toFixed(3)}s`.padStart(10)
  return `${terminal.style('dim', `${seq}  ${since}`)}  ${event.type.padEnd(15)} ${gist(event)}`.trimEnd()
}

/** A type of a newer server has a line too: its fields as they came. */
function gist(event: RunEvent): string {
  switch (event.type) {
    case 'run.accepted':
      return `${event.flow} v${event.version} ${JSON.stringify(event.input)}`
    case 'run.started':
      return `attempt ${event.attempt}`
    case 'step.started':
      return event.step
    case 'step.completed':
      return `${event.step} in ${event.ms} ms`
    case 'text':
      return `${event.part} ${JSON.stringify(event.text)}`
    case 'text.reset':
      return event.part
    case 'part':
      return `${event.part} (${event.kind}) ${JSON.stringify(event.value)}`
    case 'data':
      return `${event.name} ${JSON.stringify(event.value)}`
    case 'progress':
      return `${event.done} of ${event.total} ${event.unit}s, ${event.stage}`
    case 'run.cancelling':
      return `by ${event.by}`
    case 'run.failed':
      return `${event.error.code} ${event.error.message}`
    case 'run.completed':
      return `${event.usage.inputTokens} tokens in, ${event.usage.outputTokens} out`
    case 'run.cancelled':
      return ''
    default: {
      const { seq: _seq, at: _at, type: _type, ...rest } = event as RunEvent
      return JSON.stringify(rest)
    }
  }
}
