import type { StepContext } from 'unfold/core'
import type { Message } from 'unfold/models'
import type { Usage } from 'unfold/protocol'

/** Characters per token where a provider did not say: the usual rule of thumb for English. */
const CHARACTERS_PER_TOKEN = 4

/** Tokens of one model call: reserved at its start, settled from what the provider says, estimated when it was cut. */
export class CallMeter {
  readonly #step: StepContext
  readonly #callId: string
  readonly #inputTokens: number
  #characters = 0
  #usage: Usage | null = null

  constructor(step: StepContext, callId: string, messages: readonly Message[], maxOutputTokens: number) {
    this.#step = step
    this.#callId = callId
    const length = messages.reduce((n, m) => n + m.content.length, 0)
    this.#inputTokens = Math.ceil(length / CHARACTERS_PER_TOKEN)
    step.meter(callId, { inputTokens: this.#inputTokens, outputTokens: maxOutputTokens, estimated: true })
  }

  count(text: string): void {
    this.#characters += text.length
  }

  settle(usage: Usage): void {
    this.#usage = usage
  }

  close(): void {
    const outputTokens = Math.ceil(this.#characters / CHARACTERS_PER_TOKEN)
    const estimate = { inputTokens: this.#inputTokens, outputTokens, estimated: true }
    this.#step.meter(this.#callId, this.#usage ?? estimate)
  }
}
