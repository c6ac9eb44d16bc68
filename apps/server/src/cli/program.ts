import { readingLevelSchema } from '@unfold/stories/shared'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { runStatusSchema } from 'unfold/server'
import packageJson from '../../package.json' with { type: 'json' }
import { commandErrorFrom, CommandError, EXIT, type Exit } from './exit.ts'
import { ROLES } from '../config.ts'
import { doctor } from './doctor-command.ts'
import { eraseFamily, type EraseFlags, exportFamily } from './family-commands.ts'
import { DEFAULT_URL, type ServerOptions } from './find-server.ts'
import { cancel, type ListFlags, runs, tail, type TailFlags } from './run-commands.ts'
import type { StoreFlags } from './store-commands.ts'
import { story, type StoryFlags } from './story-command.ts'
import { Terminal } from './terminal.ts'

interface TerminalFlags {
  color?: boolean
  quiet?: boolean
  plain?: boolean
}

type Work = (terminal: Terminal) => Promise<Exit>

const EXIT_HELP = `
Exit codes:
  0 done, 1 the run failed, 2 wrong usage, 3 refused by safety or policy, 4 not found,
  5 unavailable (try again), 6 timed out, 130 interrupted (the run goes on)

Environment:
  UNFOLD_URL    the server, where --url does not name one (default ${DEFAULT_URL})
  UNFOLD_TOKEN  bearer token; on the server's own machine the demo account needs none
  UNFOLD_PIN    the parent's PIN, for export and erase; or UNFOLD_PASSWORD, that of the account
  NO_COLOR      any value: no colors`

const STORY_HELP = `
Examples:
  unfold story --age 8 --theme space
  unfold story --age 6 --theme animals --level beginner > story.txt
  unfold story --age 10 --theme mystery --json | jq -r 'select(.type == "text").text'`

const TAIL_HELP = `
Examples:
  unfold tail 01a1f84e-2a71-73eb-b18a-a6d5b486e3dc
  unfold tail 01a1f84e-2a71-73eb-b18a-a6d5b486e3dc --json --after 12`

const RUNS_HELP = `
Examples:
  unfold runs --status running
  unfold runs --flow story --json | jq -r .runId`

/** The whole command line. Answers the exit code, whatever happens; only a fault of this program throws. */
export async function runCommandLine(argv: readonly string[], interrupt: AbortSignal): Promise<Exit> {
  let exit: Exit = EXIT.ok
  const work = async (flags: TerminalFlags, fn: Work): Promise<void> => {
    const { stdout, stderr, env } = process
    const terminal = new Terminal({ stdout, stderr, env, ...flags })
    try {
      exit = await fn(terminal)
      await terminal.settled()
      if (terminal.fault)
        throw new CommandError(EXIT.failed, `The output cannot be written: ${terminal.fault.message}.`)
    } catch (error) {
      const known = commandErrorFrom(error)
      if (known === null) throw error
      terminal.end()
      terminal.complain(known.message)
      exit = known.exit
    }
  }
  try {
    await createProgram(work, interrupt).parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Commander has printed help, version or the mistake.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  }
  return exit
}

function createProgram(
  work: (flags: TerminalFlags, fn: Work) => Promise<void>,
  interrupt: AbortSignal,
): Command {
  const program = new Command('unfold')
    .description('Durable runs for long AI generations, shown while they are made.')
    .version(packageJson.version)
    .addHelpText('after', EXIT_HELP)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())),
    })

  program
    .command('serve')
    .description('run the server, as npm start does; --print-env lists its settings')
    .option('--host <address>', 'address to listen on')
    .option('--port <port>', 'port to listen on; 0 takes a free one')
    .option('--data <folder>', 'folder of the database and the secret')
    .addOption(new Option('--role <role>', 'what this process of a cluster does').choices(ROLES))
    .option('--print-env', 'print .env.example and exit')
    .action(async (flags: { host?: string; port?: string; data?: string; role?: string }) => {
      // The server reads its settings from the environment alone, and by itself.
      const given = { HOST: flags.host, PORT: flags.port, UNFOLD_DATA: flags.data, UNFOLD_ROLE: flags.role }
      for (const [name, value] of Object.entries(given)) if (value !== undefined) process.env[name] = value
      await import('../main.ts')
    })

  const storyCommand = program
    .command('story')
    .description('write a story and show it while it is written')
    .requiredOption('--age <years>', "the reader's age", integer(0, 150))
    .requiredOption('--theme <theme>', 'what it is about: space, animals, mystery, or words of your own')
    .addOption(new Option('--level <level>', 'reading level').choices(readingLevelSchema.options))
    .option('--title <title>', 'title of the story')
    .option(
      '--child <id>',
      'the child it is for; default: one of that age',
      integer(1, Number.MAX_SAFE_INTEGER),
    )
    .option('--data <folder>', 'use a server of our own on this folder')
    .option('--plain', 'no colors, no line breaks of our own, no animation')
    .addHelpText('after', STORY_HELP)
    .action((flags: StoryFlags & TerminalFlags) =>
      work(flags, (terminal) => story(flags, terminal, interrupt)),
    )
  addShared(addWatching(storyCommand))

  const runsCommand = program
    .command('runs')
    .description('list your runs, newest first')
    .addOption(new Option('--status <status>', 'only these').choices(runStatusSchema.options))
    .option('--flow <flow>', 'only of this flow')
    .option('--limit <n>', 'how many', integer(1, 100_000), 20)
    .option('--json', 'one JSON object a line')
    .addHelpText('after', RUNS_HELP)
    .action((flags: ListFlags & TerminalFlags) => work(flags, (terminal) => runs(flags, terminal)))
  addShared(runsCommand)

  const tailCommand = program
    .command('tail <run>')
    .description("follow a run's events to its end")
    .option('--after <n>', 'begin behind this event', integer(0, Number.MAX_SAFE_INTEGER), 0)
    .addHelpText('after', TAIL_HELP)
    .action((run: string, flags: TailFlags & TerminalFlags) =>
      work(flags, (terminal) => tail(run, flags, terminal, interrupt)),
    )
  addShared(addWatching(tailCommand))

  const cancelCommand = program
    .command('cancel <run>')
    .description('stop a run; what was shown is kept')
    .action((run: string, flags: ServerOptions & TerminalFlags) =>
      work(flags, (terminal) => cancel(run, flags, terminal)),
    )
  addShared(cancelCommand)

  const exportCommand = program
    .command('export [file]')
    .description('everything that your account has, as one JSON file; to stdout without a name')
    .action((file: string | undefined, flags: ServerOptions & TerminalFlags) =>
      work(flags, (terminal) => exportFamily(file, flags, terminal)),
    )
  addShared(exportCommand)

  const eraseCommand = program
    .command('erase')
    .description('erase your account with everything that it has')
    .option('--yes', 'yes, for good')
    .action((flags: EraseFlags & TerminalFlags) => work(flags, (terminal) => eraseFamily(flags, terminal)))
  addShared(eraseCommand)
  addOperating(program, work)
  return program
}

/** For whoever runs a server. What opens stores is loaded only here, as the server itself is. */
function addOperating(program: Command, work: (flags: TerminalFlags, fn: Work) => Promise<void>): void {
  program
    .command('doctor <url>')
    .description('try a stream through a public address and say who buffers it; 1 when somebody does')
    .action((url: string, flags: TerminalFlags) => work(flags, (terminal) => doctor(url, terminal)))
  program
    .command('backup <file>')
    .description('copy the embedded database while its server runs')
    .option('--data <folder>', 'folder of the database')
    .action((file: string, flags: StoreFlags) =>
      work({}, async (terminal) => (await import('./store-commands.ts')).backup(file, flags, terminal)),
    )
  program
    .command('restored')
    .description('after a restore, before the start: readers from before begin with a snapshot')
    .option('--data <folder>', 'folder of the database')
    .action((flags: StoreFlags) =>
      work({}, async (terminal) => (await import('./store-commands.ts')).restored(flags, terminal)),
    )
  program
    .command('forget-pin [email]')
    .description(
      "forget an account's PIN, of the demo family without a name; its server must be stopped, unless on PostgreSQL",
    )
    .option('--data <folder>', 'folder of the database')
    .action((email: string | undefined, flags: StoreFlags) =>
      work({}, async (terminal) => (await import('./store-commands.ts')).forgetPin(email, flags, terminal)),
    )
}

function addWatching(command: Command): Command {
  return command
    .option('--json', "the run's events as HTTP gives them, one a line")
    .option('--timeout <seconds>', 'leave after this long, with exit code 6', integer(1, 86_400))
    .option('--cancel-on-interrupt', 'Ctrl-C stops the run too')
}

function addShared(command: Command): Command {
  return command
    .option('--url <url>', 'the server')
    .option('-q, --quiet', 'errors only on stderr')
    .option('--no-color', 'no colors')
}

const integer = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
}
