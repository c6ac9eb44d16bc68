/** False when it takes longer. */
export async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, ms, false)))
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

/** A close says good-bye, for which a service that is away may let it wait for ever: then the connection is cut. */
export async function closeWithin(
  ms: number,
  closed: Promise<void>,
  cut: () => Promise<void>,
): Promise<void> {
  // What it still had to say is nobody's concern any more.
  if (!(await within(ms, closed).catch(() => false))) void cut().catch(() => undefined)
}

/**
 * Runs the task every `ms`, never twice at once; what it throws is reported, and the next round comes. Once disposed
 * nothing is: what the last round was about may be gone.
 */
export function every(ms: number, task: () => Promise<void>, onError: (error: unknown) => void): Disposable {
  let running = false
  let over = false
  const timer = setInterval(() => {
    if (running) return
    running = true
    task()
      .catch((error: unknown) => {
        if (!over) onError(error)
      })
      .finally(() => (running = false))
  }, ms)
  return {
    [Symbol.dispose]() {
      over = true
      clearInterval(timer)
    },
  }
}
