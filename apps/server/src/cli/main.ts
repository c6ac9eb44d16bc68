import { EXIT } from './exit.ts'
import { runCommandLine } from './program.ts'

const argv = process.argv.slice(2)
const interrupt = new AbortController()
// The server has its own way to stop, which hands its runs over.
if (argv[0] !== 'serve') {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for anything.
      if (interrupt.signal.aborted) process.exit(EXIT.interrupted)
      interrupt.abort()
    })
  }
}
// `serve` sets its own code when it ends.
const exit = await runCommandLine(argv, interrupt.signal)
process.exitCode ??= exit
