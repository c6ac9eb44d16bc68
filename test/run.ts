/**
 * The one test command: unit, wire, process-kill and README tests by vitest, then the pages in a real browser by
 * Playwright. Ends with the sum of both as "N passed, N failed". Arguments are handed to vitest alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(tmpdir(), 'unfold-test-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const only = process.argv.slice(2)

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status ?? 1
}

function readReport(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A runner that died without a report has failed, whatever it managed before. */
function add(status: number, counts: { passed: number; failed: number; skipped: number } | null): void {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  sum.passed += passed
  sum.failed += Math.max(failed, status === 0 ? 0 : 1)
  sum.skipped += skipped
}

try {
  if (run('vite', ['build', 'apps/web', '--logLevel', 'warn']) !== 0) sum.failed += 1

  const vitest = path.join(folder, 'vitest.json')
  const unit = run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitest}`,
    ...only,
  ])
  const report = readReport(vitest)
  add(
    unit,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    },
  )

  if (only.length === 0) {
    const playwright = path.join(folder, 'playwright.json')
    const browser = run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_FILE: playwright })
    const stats = readReport(playwright)?.stats
    add(
      browser,
      stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode =
  sum.failed > 0 || sum.passed === 0 || (process.env.CI === 'true' && sum.skipped > 0) ? 1 : 0
