import type { RunEvent } from 'unfold/protocol'

export interface EventLine {
  seq: number
  /** Since the first event, by the store's clock. */
  ms: number
  type: RunEvent['type']
  what: string
}

export function linesFromEvents(events: readonly RunEvent[]): EventLine[] {
  const began = events[0]?.at ?? 0
  return events.map((event) => ({
    seq: event.seq,
    ms: event.at - began,
    type: event.type,
    what: sayEvent(event),
  }))
}

/** When what was there first, and how long each step took. */
export function timingsFromEvents(events: readonly RunEvent[]): { what: string; ms: number }[] {
  const began = events[0]?.at ?? 0
  const first = new Map<string, number>()
  const note = (what: string, event: RunEvent) => {
    if (!first.has(what)) first.set(what, event.at - began)
  }
  for (const event of events) {
    if (event.type === 'run.started') note('A worker took it', event)
    if (event.type === 'data' && event.name === 'wardrobe') note('The wardrobe was counted', event)
    if (event.type === 'text') note('First reasoning', event)
    if (event.type === 'part')
      note(event.part === 'quick-pick' ? 'Quick pick' : event.part.replace('outfit-', 'Outfit '), event)
    if (event.type === 'run.completed' || event.type === 'run.failed' || event.type === 'run.cancelled')
      note('The end', event)
  }
  return [...first].map(([what, ms]) => ({ what, ms }))
}

function sayEvent(event: RunEvent): string {
  switch (event.type) {
    case 'run.accepted':
      return JSON.stringify(event.input)
    case 'run.started':
      return `attempt ${event.attempt}`
    case 'step.started':
      return event.step
    case 'step.completed':
      return `${event.step}, ${event.ms} ms`
    case 'text':
      return `${event.part}: ${event.text}`
    case 'part':
      return event.part
    case 'data':
      return `${event.name}: ${JSON.stringify(event.value)}`
    case 'progress':
      return `${event.done} of ${event.total}, ${event.stage}`
    case 'run.failed':
      return `${event.error.code}: ${event.error.message}`
    default:
      return ''
  }
}
