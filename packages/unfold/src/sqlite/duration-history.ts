/**
 * Durations of the newest completed runs by flow, newest first, as this process has read and then seen them: every
 * attempt asks for them, and no other process writes here.
 */
export class DurationHistory {
  readonly #newest = new Map<string, { limit: number; durationsMs: number[] }>()
  #ending = 0

  get(flow: string, limit: number, read: () => number[]): number[] {
    const known = this.#newest.get(flow)
    if (known?.limit === limit) return known.durationsMs.slice()
    const durationsMs = read()
    // The file may have an end already whose answer is on its way: it would be counted twice.
    if (this.#ending === 0) this.#newest.set(flow, { limit, durationsMs })
    return durationsMs.slice()
  }

  async whileEnding<T>(end: Promise<T>): Promise<T> {
    this.#ending += 1
    try {
      return await end
    } finally {
      this.#ending -= 1
    }
  }

  add(flow: string, durationMs: number): void {
    const known = this.#newest.get(flow)
    if (!known) return
    known.durationsMs.unshift(durationMs)
    if (known.durationsMs.length > known.limit) known.durationsMs.pop()
  }

  /** Something changed that is not known here: the next to ask reads again. */
  forget(): void {
    this.#newest.clear()
  }
}
