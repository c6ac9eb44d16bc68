import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

interface GuardedCommand {
  /** For the error when it does not start. */
  name: string
  /** A shell script that stays until its input ends, which it does when this process dies, even by SIGKILL. */
  guard: string
  args: readonly string[]
  /** Where the server says that it is ready, and in which words. */
  output: 'stdout' | 'stderr'
  ready: string
  uid?: number
  gid?: number
}

/** A server of a test, below a shell that outlives this process by the moment that it takes to end the server. */
export async function startGuarded(command: GuardedCommand): Promise<ChildProcess> {
  const { name, guard, args, output, ready: words, uid, gid } = command
  const shell = spawn('/bin/sh', ['-c', guard, 'guard', ...args], {
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    cwd: '/',
    // A group of its own: what interrupts the tests must not interrupt who tidies up after them.
    detached: true,
    stdio: ['pipe', output === 'stdout' ? 'pipe' : 'ignore', output === 'stderr' ? 'pipe' : 'ignore'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<void>()
  const reader = createInterface(shell[output]!)
  reader.on('line', (line) => {
    if (lines.push(line) > 50) lines.shift()
    if (line.includes(words)) ready.resolve()
  })
  reader.on('close', () => ready.reject(new Error(`${name} did not start:\n${lines.join('\n')}`)))
  await ready.promise
  return shell
}

/** Ends the guard's input, behind a last word where the guard listens for one. */
export async function stopGuarded(shell: ChildProcess, word = ''): Promise<void> {
  if (shell.exitCode !== null || shell.signalCode !== null) return
  const exited = once(shell, 'exit')
  shell.stdin!.end(`${word}\n`)
  await exited
}
