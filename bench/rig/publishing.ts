export interface Pace {
  events: number
  perSecond: number
}

/** Characters of one payload, the stamp included. */
const PAYLOAD = 200
/** Begins the stamp, and stands nowhere else in a stream. */
const STAMP_MARK = '@'
const PADDING = 'x'.repeat(PAYLOAD - 17)

/** `@`, then this machine's monotonic clock in microseconds in sixteen digits: what the load client looks for. */
export function stampedPayload(): string {
  return STAMP_MARK + String(process.hrtime.bigint() / 1000n).padStart(16, '0') + PADDING
}

/** Calls `emit` as often as the pace says, late calls made up at once. */
export function publishAt({ events, perSecond }: Pace, emit: () => void): Promise<void> {
  const beganAt = performance.now()
  let done = 0
  return new Promise((resolve) => {
    const timer = setInterval(
      () => {
        const due = Math.min(events, 1 + Math.floor(((performance.now() - beganAt) / 1000) * perSecond))
        while (done < due) {
          done++
          emit()
        }
        if (done < events) return
        clearInterval(timer)
        resolve()
      },
      Math.min(5, 500 / perSecond),
    )
  })
}
