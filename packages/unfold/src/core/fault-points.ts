/** Called at a named point. Absent in production, so that a point costs one comparison with undefined. */
export type FaultPoints = ((point: string) => void) | undefined

/**
 * Kills this process at a named point, for kill tests: `sqlite:in-commit:append` at its first hit, `sqlite:in-commit@7` at its
 * seventh. SIGKILL, so that nothing is tidied up on the way out. `freeze:` before the name stops the process there instead,
 * until somebody sends it SIGCONT.
 */
export function createFaultPoints(fault: string | undefined): FaultPoints {
  if (!fault) return undefined
  const freezes = fault.startsWith('freeze:')
  const [name, nth] = (freezes ? fault.slice('freeze:'.length) : fault).split('@')
  let left = Number(nth ?? 1)
  return (point) => {
    if (point === name && --left === 0) process.kill(process.pid, freezes ? 'SIGSTOP' : 'SIGKILL')
  }
}
