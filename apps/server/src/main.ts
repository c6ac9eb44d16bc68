// Where the server begins: it reads the environment and picks a backend. Nothing of ours is imported before the check, because an
// older Node would stop at the first import with words that help nobody.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Unfold needs Node 24 or newer; this is ${process.version}. "npm start" brings its own.\n`,
  )
  process.exit(2)
}

// Compiled once and kept beside the packages: a start takes about half the time.
module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/unfold', import.meta.url)))
const { serve } = await import('./serve.ts')

/** A shutdown that hangs is worse than one that is cut: the log survives both. */
const MOST_SHUTDOWN_MS = 10_000

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for runs to be handed over.
    if (stop.signal.aborted) process.exit(1)
    setTimeout(() => process.exit(1), MOST_SHUTDOWN_MS).unref()
    stop.abort()
  })
}
if (existsSync('.env')) process.loadEnvFile('.env')
process.exitCode = await serve({
  env: process.env,
  arguments: process.argv.slice(2),
  // Only what is asked for is loaded: a laptop pays nothing for the cluster.
  openBackend: async ({ databaseUrl, ...options }) =>
    databaseUrl === undefined
      ? (await import('unfold/sqlite')).openSqliteBackend(options)
      : (await import('./cluster-backend.ts')).openClusterBackend({ databaseUrl, ...options }),
  out: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  stop: stop.signal,
})
