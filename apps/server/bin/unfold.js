#!/usr/bin/env node
// Plain JavaScript without a dependency: whatever Node the machine has can read it, and hand over to the pinned one.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Set for the second Node, so that a wrong pin ends in a sentence and not in a chain of processes. */
const MARK = 'UNFOLD_PINNED_NODE'

const isPinned = process.env[MARK] !== undefined
delete process.env[MARK]

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('../src/cli/main.ts')
} else {
  const pinned = isPinned ? null : findPinnedNode(dirname(fileURLToPath(import.meta.url)))
  if (pinned) handOver(pinned)
  else {
    process.stderr.write(
      `Unfold needs Node 24 or newer; this is ${process.version}. "npm ci" in the repository brings its own.\n`,
    )
    process.exitCode = 2
  }
}

function findPinnedNode(folder) {
  const candidate = join(folder, 'node_modules', '.bin', 'node')
  if (existsSync(candidate)) return realpathSync(candidate)
  const parent = dirname(folder)
  return parent === folder ? null : findPinnedNode(parent)
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [MARK]: '1' },
  })
  // A terminal sends Ctrl-C to both of us; passed on as well, it would count as asked twice.
  const isAtTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => isAtTerminal || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
