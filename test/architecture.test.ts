import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house: who may import whom. ARCHITECTURE.md has what each room is for, and its floor. */
const ROOMS: { [room: string]: string[] } = {
  protocol: [],
  core: ['protocol'],
  reveal: ['protocol'],
  models: ['protocol'],
  client: ['protocol'],
  sqlite: ['protocol', 'core'],
  postgres: ['protocol', 'core'],
  bullmq: ['protocol', 'core'],
  worker: ['protocol', 'core'],
  server: ['protocol', 'core'],
  react: ['protocol', 'client'],
  testing: ['protocol', 'core'],
}

/** Doors of the library that each part of an app may use. */
const APP_DOORS: { [part: string]: string[] } = {
  shared: ['protocol'],
  web: ['protocol', 'client', 'react'],
  server: ['protocol', 'core', 'reveal', 'models', 'server'],
}

const LIBRARY = 'packages/unfold/src'
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

/** Where a process begins: it alone knows the machine that it runs on. */
const STARTS = /^apps\/server\/src\/(main\.ts$|cli\/)/

/** Tests and the suites that they call stand outside the table: they put rooms together on purpose. */
function sourceFiles(folder: string): string[] {
  return globSync(`${folder}/**/*.{ts,tsx}`)
    .filter((file) => !/\.test\.tsx?$|-suite\.ts$|\.fixture\.ts$|\/test\/|node_modules|\/dist\//.test(file))
    .toSorted()
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1]!)
}

describe('the house', () => {
  it('has the rooms of the table, and no others', () => {
    const rooms = new Set(sourceFiles(LIBRARY).map((file) => path.relative(LIBRARY, file).split('/')[0]!))
    expect([...rooms].toSorted()).toEqual(Object.keys(ROOMS).toSorted())
  })

  it('lets a room import only from the rooms that its row names', () => {
    const wrong: string[] = []
    for (const file of sourceFiles(LIBRARY)) {
      const room = path.relative(LIBRARY, file).split('/')[0]!
      for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
        const other = path.relative(LIBRARY, path.resolve(path.dirname(file), target)).split('/')[0]!
        if (other !== room && !ROOMS[room]?.includes(other)) wrong.push(`${file} imports ${other}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('keeps the apps on the doors that belong to each of their parts, and out of each other', () => {
    const wrong: string[] = []
    for (const file of sourceFiles('apps')) {
      const [, app, part] = file.split('/') as [string, string, string]
      if (app === 'server' || app === 'web') continue
      for (const target of importsOf(file)) {
        const door = /^unfold\/(\w+)/.exec(target)?.[1]
        if (door && !APP_DOORS[part]?.includes(door)) wrong.push(`${file} imports unfold/${door}`)
        const otherApp = /^@unfold\/(stories|outfits)/.exec(target)?.[1]
        if (otherApp && otherApp !== app) wrong.push(`${file} imports ${otherApp}`)
        if (part === 'web' && target.includes('/server/')) wrong.push(`${file} imports server code`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('reads the environment and picks a backend at the start of the process and in its commands alone', () => {
    const sources = [...sourceFiles('apps'), ...sourceFiles(LIBRARY)]
    const reads = sources.filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
    expect(reads.filter((file) => !STARTS.test(file) && !/vite\.config|src\/testing\//.test(file))).toEqual(
      [],
    )
    const picks = sources.filter((file) =>
      importsOf(file).some((name) => /^unfold\/(sqlite|postgres|bullmq)/.test(name)),
    )
    expect(picks.filter((file) => !STARTS.test(file) && !file.endsWith('/cluster-backend.ts'))).toEqual([])
    expect(reads.length).toBeGreaterThan(1)
    expect(picks.length).toBeGreaterThan(1)
  })

  it('keeps every file a single thought, at most 400 lines', () => {
    const long = [
      ...sourceFiles('packages'),
      ...sourceFiles('apps'),
      ...globSync('{test,bench,examples}/**/*.ts'),
    ]
      .filter((file) => !file.includes('node_modules'))
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(long).toEqual([])
  })
})
