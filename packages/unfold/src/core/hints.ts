import type { RunEvent } from '../protocol/index.ts'
import type { LocalWakeUps } from './local-wake-ups.ts'

/** Of one run: the number of its newest event, and the events that end with it, while they are few. */
interface Hint {
  head: number
  events: readonly RunEvent[] | undefined
}

/** The events are a text of their own, which only a process that watches the run reads. */
type HintOnWire = [runId: string, head: number, events?: string]

/** Who falls behind by more reads the log once, for all of them. */
const MAX_EVENTS = 64
/** UTF-8 bytes of one hint. */
const MAX_HINT_BYTES = 4000

/** What a process has to tell the others since it last did, one hint for each run. */
export class GatheredHints {
  #hints = new Map<string, Hint>()

  get isEmpty(): boolean {
    return this.#hints.size === 0
  }

  add(runId: string, head: number, events?: readonly RunEvent[]): void {
    const known = this.#hints.get(runId)
    if (known && head <= known.head) return
    const follows = known?.events !== undefined && events?.[0]?.seq === known.head + 1
    const together = follows ? [...known.events!, ...events] : events
    const few = together && together.length <= MAX_EVENTS ? together : undefined
    this.#hints.set(runId, { head, events: few })
  }

  /**
   * All of it as messages that begin with the sender, `["sender",["run",7,"[…]"],["other",2]]`, each of at most `maxBytes`.
   */
  take(sender: string, maxBytes: number): string[] {
    const hints = [...this.#hints].map(([runId, hint]) => textFromHint(runId, hint))
    this.#hints.clear()
    const start = `[${JSON.stringify(sender)}`
    const ends = Buffer.byteLength(start) + ']'.length
    const messages: string[] = []
    let message = start
    let bytes = 0
    for (const hint of hints) {
      const size = Buffer.byteLength(hint) + ','.length
      if (bytes > 0 && ends + bytes + size > maxBytes) {
        messages.push(`${message}]`)
        message = start
        bytes = 0
      }
      message += `,${hint}`
      bytes += size
    }
    if (bytes > 0) messages.push(`${message}]`)
    return messages
  }
}

function textFromHint(runId: string, { head, events }: Hint): string {
  if (events) {
    const text = JSON.stringify([runId, head, JSON.stringify(events)] satisfies HintOnWire)
    if (Buffer.byteLength(text) <= MAX_HINT_BYTES) return text
  }
  return JSON.stringify([runId, head] satisfies HintOnWire)
}

/** Hands a message of another process on to whoever watches its runs here; one's own comes back from some services. */
export function hearHints(message: string, self: string, local: LocalWakeUps): void {
  if (message.startsWith(`[${JSON.stringify(self)},`)) return
  const [, ...hints] = JSON.parse(message) as [sender: string, ...HintOnWire[]]
  for (const [runId, head, events] of hints) {
    if (!local.hasSubscribers(runId)) continue
    local.notify(runId, head, events === undefined ? undefined : (JSON.parse(events) as RunEvent[]))
  }
}
