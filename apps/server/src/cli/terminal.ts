import { styleText } from 'node:util'

export interface TerminalOptions {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: Readonly<Record<string, string | undefined>>
  /** False for `--no-color`. */
  color?: boolean | undefined
  /** Errors only. */
  quiet?: boolean | undefined
  /** No line breaks of our own. */
  plain?: boolean | undefined
}

type Style = Parameters<typeof styleText>[0]

const CLEAR_LINE = '\r\u001b[K'
const WIDEST = 80

/** What a person asked for goes to stdout, everything about it to stderr. Nothing moves where nobody looks. */
export class Terminal {
  readonly #out: NodeJS.WriteStream
  readonly #err: NodeJS.WriteStream
  readonly #isQuiet: boolean
  readonly #isColored: boolean
  readonly #isAnimated: boolean
  readonly #width: number
  readonly #gone = new AbortController()
  #column = 0
  #hasLiveLine = false
  #lastProgress = ''
  #fault: Error | null = null

  constructor({ stdout, stderr, env, color = true, quiet = false, plain = false }: TerminalOptions) {
    this.#out = stdout
    this.#err = stderr
    const isDumb = env['TERM'] === 'dumb'
    this.#isQuiet = quiet
    this.#isColored = stdout.isTTY && color && !plain && !env['NO_COLOR'] && !isDumb
    this.#isAnimated = stderr.isTTY && !plain && !isDumb
    this.#width = stdout.isTTY && !plain ? Math.min(stdout.columns || WIDEST, WIDEST) : Infinity
    // `unfold tail RUN | head` has what it wanted: that is no error. A full disk is one.
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') this.#fault ??= error
      this.#gone.abort()
    })
    stderr.on('error', () => {})
  }

  /** Aborts when whoever read stdout has left. */
  get gone(): AbortSignal {
    return this.#gone.signal
  }

  /** Why not all that was written is where it should be; null where nothing hinders, or nobody reads any more. */
  get fault(): Error | null {
    return this.#fault
  }

  /** Resolves when all that was written has found its reader, or found out that he has left. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#out.write('', (error) => {
        if (error) this.#gone.abort()
        resolve()
      })
    })
  }

  style(style: Style, text: string): string {
    return this.#isColored ? styleText(style, text, { validateStream: false }) : text
  }

  /** Text as it comes, broken between words where a person reads it. */
  flow(text: string): void {
    for (const word of text.match(/\n|[^\S\n]+|\S+/gu) ?? []) {
      if (word !== '\n' && this.#column + word.length > this.#width) this.#put('\n')
      if (this.#column > 0 || word.trim() !== '' || word === '\n') this.#put(word)
    }
  }

  /** As it is, for a program or a file. */
  write(text: string): void {
    this.#put(text)
  }

  line(text = ''): void {
    if (this.#column > 0) this.#put('\n')
    this.#put(`${text}\n`)
  }

  talk(text: string): void {
    if (!this.#isQuiet) this.complain(text)
  }

  complain(text: string): void {
    this.#clear()
    // In the middle of a line of the story on the same screen, talk begins a new one.
    if (this.#column > 0 && this.#out.isTTY && this.#err.isTTY) this.#put('\n')
    this.#err.write(`${text}\n`)
  }

  /** One line that changes, on a terminal; elsewhere a line whenever it says something new. */
  progress(text: string): void {
    if (this.#isQuiet || text === this.#lastProgress) return
    this.#lastProgress = text
    if (!this.#isAnimated) return this.complain(text)
    // The story's own line is not written over.
    if (this.#out.isTTY && this.#column > 0) return
    this.#err.write(CLEAR_LINE + text.slice(0, (this.#err.columns || WIDEST) - 1))
    this.#hasLiveLine = true
  }

  /** Leaves the screen as the next prompt wants it. */
  end(): void {
    this.#clear()
    if (this.#column > 0) this.#put('\n')
  }

  #put(text: string): void {
    this.#clear()
    this.#out.write(text)
    const broken = text.lastIndexOf('\n')
    this.#column = broken < 0 ? this.#column + text.length : text.length - broken - 1
  }

  #clear(): void {
    if (!this.#hasLiveLine) return
    this.#err.write(CLEAR_LINE)
    this.#hasLiveLine = false
  }
}
