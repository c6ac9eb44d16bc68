import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const PAPERS = globSync([
  '*.md',
  'docs/**/*.md',
  'bench/README.md',
  '{examples,packages}/*/README.md',
]).toSorted()
/** A path from the root, as the papers write it: `test/kill/kill.test.ts`, `apps/stories/server/safety/`. */
const FILE = /`((?:apps|bench|deploy|docs|examples|packages|test)\/[\w./-]+)`/g
const LINK = /\]\((?!https?:|#)([^)#]+)/g
/** Made by running something. */
const MADE = new Set(['bench/results/'])

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!)
}

interface Package {
  dependencies?: { [name: string]: string }
  devDependencies?: { [name: string]: string }
}

/** What `bench/` installs for itself is no dependency of the project. */
function packagesOfTheProject(): Set<string> {
  const names = globSync(['package.json', 'packages/*/package.json', 'apps/*/package.json']).flatMap(
    (file) => {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Package
      return Object.keys({ ...dependencies, ...devDependencies })
    },
  )
  return new Set(names.filter((name) => !/^(unfold$|@unfold\/|@types\/)/.test(name)))
}

describe('the papers', () => {
  it('name files and tests that exist', () => {
    const missing = PAPERS.flatMap((paper) => {
      const text = readFileSync(paper, 'utf8')
      return [
        ...matches(text, FILE).filter((file) => !MADE.has(file) && !existsSync(file)),
        ...matches(text, LINK).filter((link) => !existsSync(path.join(path.dirname(paper), link))),
      ].map((file) => `${paper}: ${file}`)
    })
    expect(missing).toEqual([])
  })

  it('name a test for every law', () => {
    const laws = readFileSync('PROTOCOL.md', 'utf8').matchAll(/^\| (\d+) \| \*\*(.+?)\.?\*\*.*\| (.+) \|$/gm)
    const held = [...laws].map(([, number, , tests]) => ({ number, tests: matches(tests!, FILE).length }))
    expect(held.map(({ number }) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(held.filter(({ tests }) => tests === 0)).toEqual([])
  })

  it('give a reason for every package, and for none that is gone', () => {
    const rows = matches(
      readFileSync('docs/dependencies.md', 'utf8'),
      /^\| ([^|]+) \|[^|]+\|[^|]+\|$/gm,
    ).slice(1)
    const named = rows
      .filter((row) => !/^-+$/.test(row) && !row.endsWith('and its siblings'))
      .flatMap((row) => row.replace(' (optional)', '').split(', '))
    const used = packagesOfTheProject()
    expect([...used].filter((name) => !named.includes(name))).toEqual([])
    expect(named.filter((name) => !used.has(name))).toEqual([])
  })

  it('show the library as it is: every door, and a flow that runs', () => {
    const readme = readFileSync('packages/unfold/README.md', 'utf8')
    const { exports: doors } = JSON.parse(readFileSync('packages/unfold/package.json', 'utf8'))
    expect(matches(readme, /^\| `unfold\/([\w/-]+)` \|/gm).toSorted()).toEqual(
      Object.keys(doors)
        .map((door) => door.slice('./'.length))
        .toSorted(),
    )
    // The example has a test of its own.
    const example = readFileSync('examples/own-flow/index.ts', 'utf8')
    const [code] = matches(readme, /^```ts\n(.*?)server\.listen/gms)
    for (const block of code!.split(/\n(?=const digest)/)) expect(example).toContain(block.trim())
  })

  it('number the decisions without a gap, and none twice', () => {
    const files = globSync('docs/decisions/*.md').toSorted()
    const numbers = files.map((file) => /^(\d{4})-/.exec(path.basename(file))?.[1])
    expect(numbers).toEqual(files.map((_, at) => String(at + 1).padStart(4, '0')))
    const titles = files.map((file) => readFileSync(file, 'utf8').slice(0, '# 0000 '.length))
    expect(titles).toEqual(numbers.map((number) => `# ${number} `))
  })
})
