import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { CliProcess, UNFOLD, unfold } from './cli-process.ts'

test.each([
  ['frobnicate', "Unknown command 'frobnicate'"],
  ['tail', "Missing required argument 'run'"],
  ['tail x --after soon', 'It must be a whole number from 0'],
  ['story --theme space', "Required option '--age <years>' not specified"],
  ['story --age 8 --theme space --colour', "Unknown option '--colour'"],
  ['story --age 8 --theme space --level hard', 'Allowed choices are beginner, intermediate, advanced'],
  ['story --age 40 --theme space', 'Stories are for children from 4 to 12 years, not 40.'],
  ['story --age 8 --theme space --data x --url http://localhost:1', 'name one of the two'],
  ['runs --status done', 'Allowed choices are queued'],
  ['runs --url localhost:8000', 'must be an http or https one, not "localhost:8000"'],
  ['runs --url http://me:secret@localhost:1', 'must not hold a name or a password'],
  [`story --age 8 --theme ${'x'.repeat(61)}`, '--theme must have at most 60 characters.'],
])('"unfold %s" is a mistake, told in one sentence', async (argv, sentence) => {
  const { code, out, err } = await unfold(argv)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
  expect(err.trimEnd()).not.toContain('\n')
})

test('a token that cannot be sent is the mistake, and not a server that is away', async () => {
  const { code, err } = await unfold('runs', { UNFOLD_URL: 'http://localhost:1', UNFOLD_TOKEN: 'a\nb' })
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('no header can carry') })
})

test('help goes to stdout with examples and exit codes, and the version alone', async () => {
  expect(await unfold('--version')).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' })
  expect(await unfold('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Exit codes:'),
    err: '',
  })
  const help = await unfold('story --help')
  expect(help).toMatchObject({
    code: 0,
    out: expect.stringContaining('unfold story --age 8 --theme space'),
    err: '',
  })
})

test('serve is the server, with its settings as flags', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unfold-cli-'))
  try {
    await using cli = new CliProcess(['serve', '--port', '0', '--data', folder], {
      env: { UNFOLD_LOG: 'silent' },
    })
    await cli.until(({ out }) => out.includes('is ready at'))
    const url = /ready at (\S+)/.exec(cli.out)![1]!
    expect(cli.out).toContain(folder)
    expect(await unfold(`runs --url ${url}`)).toMatchObject({ code: 0, err: 'There are no such runs.\n' })
    cli.child.kill('SIGINT')
    expect(await cli.ended).toMatchObject({ code: 0 })
    expect(await unfold('serve --port high')).toMatchObject({
      code: 2,
      err: expect.stringContaining('PORT must be'),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** What an older Node says of itself. */
const OLD = [
  '--import',
  'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.19.0"})',
]

test('under an older Node the pinned one takes over, with arguments, output and exit code', async () => {
  await using help = new CliProcess(['--version'], { node: OLD })
  expect(await help.ended).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' })
  await using wrong = new CliProcess(['frobnicate'], { node: OLD })
  expect(await wrong.ended).toMatchObject({ code: 2, err: "Unknown command 'frobnicate'\n" })
})

test('under an older Node without a pinned one, one sentence says so', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unfold-cli-'))
  try {
    const alone = path.join(folder, 'unfold.mjs')
    cpSync(UNFOLD, alone)
    const { status, stdout, stderr } = spawnSync(process.execPath, [...OLD, alone, '--version'], {
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(
      /^Unfold needs Node 24 or newer; this is .*"npm ci" in the repository brings its own\.\n$/,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
