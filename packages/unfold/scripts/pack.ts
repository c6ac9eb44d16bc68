/**
 * Packs the library as others install it: JavaScript and declarations of what the doors reach, no source, no test.
 * `node packages/unfold/scripts/pack.ts [folder]` prints the tarball's path, and leaves nothing else behind.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const LIBRARY = fileURLToPath(new URL('..', import.meta.url))
const REPOSITORY = path.join(LIBRARY, '../..')

const destination = path.resolve(process.argv[2] ?? path.join(LIBRARY, 'dist'))
const staging = mkdtempSync(path.join(tmpdir(), 'unfold-pack-'))
try {
  compile(path.join(staging, 'dist'))
  const manifest = computeManifest(JSON.parse(readFileSync(path.join(LIBRARY, 'package.json'), 'utf8')))
  for (const door of Object.values(manifest.exports)) {
    for (const file of Object.values(door)) {
      if (!existsSync(path.join(staging, file))) throw new Error(`The build has made no ${file}.`)
    }
  }
  writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  copyFileSync(path.join(REPOSITORY, 'LICENSE'), path.join(staging, 'LICENSE'))
  copyFileSync(path.join(LIBRARY, 'README.md'), path.join(staging, 'README.md'))
  process.stdout.write(`${pack()}\n`)
} finally {
  rmSync(staging, { recursive: true, force: true })
}

function compile(outDir: string): void {
  const tsc = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc')
  const config = path.join(LIBRARY, 'tsconfig.build.json')
  run(process.execPath, [tsc, '-p', config, '--outDir', outDir], REPOSITORY)
}

interface Door {
  types: string
  default: string
}

/** The workspace's doors point at sources, which Node does not strip in `node_modules`; the packed ones at the build. */
function computeManifest(source: { [field: string]: unknown; exports: { [door: string]: string } }) {
  const { exports: doors, devDependencies: _unpublished, ...rest } = source
  const built: { [door: string]: Door } = {}
  for (const [door, file] of Object.entries(doors)) {
    const base = file.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '')
    built[door] = { types: `${base}.d.ts`, default: `${base}.js` }
  }
  return { ...rest, files: ['dist'], exports: built }
}

function pack(): string {
  mkdirSync(destination, { recursive: true })
  const options = ['--json', '--ignore-scripts', '--offline', '--pack-destination', destination]
  const [packed] = JSON.parse(run('npm', ['pack', ...options], staging)) as [{ filename: string }]
  return path.join(destination, packed.filename)
}

function run(command: string, args: string[], cwd: string): string {
  // What a compiler complains of stands on its stdout; ours holds the tarball's path alone.
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  } catch (error) {
    process.stderr.write((error as { stdout?: string }).stdout ?? '')
    throw error
  }
}
