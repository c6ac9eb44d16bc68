import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url))
const guide = readFileSync(pathOf('docs/scale.md'), 'utf8').replaceAll(',', '')
const run = (...args: string[]) =>
  execFileSync(process.execPath, [pathOf('bench/scale.ts'), ...args], { encoding: 'utf8' })

test('docs/scale.md tells what bench/scale.ts prints', () => {
  const printed = run()
  const cells = [...printed.matchAll(/^Largest cell.*: (\d+) runs, (\d+) readers/gm)]
  expect(cells).toHaveLength(2)
  for (const [, runs, readers] of cells) expect(guide).toContain(`${runs} runs ${readers} readers`)
  const waits = [
    ...printed.matchAll(/longest wait for a worker +([\d.]+) s\n.*API +([\d.]+).*\n.*SQL +([\d.]+)/g),
  ]
  expect(waits).toHaveLength(4)
  for (const [, , api, reads] of waits) {
    expect(guide).toMatch(new RegExp(`\\| ${api}( of a core)? \\| ${reads}( of what it has)? \\|`))
  }
  const costs = [...printed.matchAll(/^ {2}(\d+) (?:cores|PostgreSQL) .* ([\d,]+) thousand/gm)]
  expect(costs).toHaveLength(2)
  for (const [, count, thousands] of costs)
    expect(guide).toMatch(new RegExp(`\\| ${count} .* \\| \\$${thousands}000 \\|`))
})

test('the same seed gives the same ten minutes, another one others', () => {
  expect(run('1')).toBe(run('1'))
  expect(run('2')).not.toBe(run('1').replace('(seed 1)', '(seed 2)'))
})
