import { EMPTY_RUN, fold, type Json, type RunEvent, type RunState } from 'unfold/protocol'
import type { Terminal } from './terminal.ts'

/** What readers of the printed story do without; `--json` has it. */
const UNPRINTED = new Set(['learning', 'vocabulary'])

/** A chapter as it comes: its words on stdout, what is going on on stderr. */
export class StoryPrinter {
  readonly #terminal: Terminal
  #run: RunState = EMPTY_RUN
  /** The part whose text is being printed. */
  #open: string | null = null
  #isFirst = true

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  print(events: readonly RunEvent[]): void {
    for (const event of events) {
      this.#run = fold(this.#run, event)
      this.#printOne(event)
    }
  }

  #printOne(event: RunEvent): void {
    switch (event.type) {
      case 'text':
        if (this.#open !== event.part) this.#begin(event.part)
        return this.#terminal.flow(event.text)
      case 'text.reset':
        this.#terminal.talk(`What was shown of ${event.part} is withdrawn; it is written again.`)
        return void (this.#open = null)
      case 'part':
        return this.#printPart(event)
      case 'progress': {
        const percent = this.#run.progress?.percent ?? 0
        const { done, total, stage, unit } = event
        return this.#terminal.progress(
          `${String(percent).padStart(3)} %  ${done} of ${total} ${unit}s, ${stage}`,
        )
      }
      case 'data':
        if (event.name === 'notice') this.#terminal.talk(noticeText(event.value))
        return
      case 'run.started':
        if (event.attempt > 1) this.#terminal.talk('Another worker goes on with it.')
        return
      case 'run.cancelling':
        return this.#terminal.talk('Stopping.')
    }
  }

  #printPart({ part, kind, value }: Extract<RunEvent, { type: 'part' }>): void {
    if (UNPRINTED.has(kind)) return
    const wasPrinted = this.#run.parts.some((p) => p.part === part && p.text !== '')
    if (!wasPrinted) {
      this.#begin(part)
      for (const line of linesFromPart(kind, value)) this.#terminal.flow(`${line}\n`)
    } else if (this.#open === part) this.#terminal.flow('\n')
    this.#open = null
  }

  /** An empty line between two parts. */
  #begin(part: string): void {
    if (!this.#isFirst) this.#terminal.line()
    this.#isFirst = false
    this.#open = part
  }
}

function linesFromPart(kind: string, value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => choiceLines(item, index + 1))
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [kind === 'title' ? `* ${text} *` : text]
}

function choiceLines(item: Json, number: number): string[] {
  const { text, description } = (item ?? {}) as { text?: unknown; description?: unknown }
  if (typeof text !== 'string')
    return [`${number}. ${typeof item === 'string' ? item : JSON.stringify(item)}`]
  return [`${number}. ${text}`, ...(typeof description === 'string' ? [`   ${description}`] : [])]
}

function noticeText(value: Json): string {
  const message = (value as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : JSON.stringify(value)
}
