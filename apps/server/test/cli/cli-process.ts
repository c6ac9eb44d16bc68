import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const UNFOLD = fileURLToPath(new URL('../../bin/unfold.js', import.meta.url))

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** The real program as a process of its own, with its output as pipes: nowhere a terminal. */
export class CliProcess implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  out = ''
  err = ''
  readonly #news: (() => void)[] = []

  constructor(argv: readonly string[], options: { env?: Record<string, string>; node?: string[] } = {}) {
    const {
      UNFOLD_URL: _url,
      UNFOLD_TOKEN: _token,
      NO_COLOR: _color,
      FORCE_COLOR: _force,
      ...env
    } = process.env
    this.child = spawn(process.execPath, [...(options.node ?? []), UNFOLD, ...argv], {
      env: { ...env, UNFOLD_OFFLINE_TOKENS_PER_S: '0', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => this.#hear('out', text))
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => this.#hear('err', text))
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        resolve({ code, out: this.out, err: this.err })
        for (const tell of this.#news.splice(0)) tell()
      }),
    )
  }

  /** Waits until it holds; a program that ends before is a failure. */
  async until(condition: (cli: this) => boolean): Promise<void> {
    while (!condition(this)) {
      if (this.child.exitCode !== null)
        throw new Error(`ended with ${this.child.exitCode}: ${this.out}${this.err}`)
      await new Promise<void>((resolve) => void this.#news.push(resolve))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }

  #hear(stream: 'out' | 'err', text: string): void {
    this[stream] += text
    for (const tell of this.#news.splice(0)) tell()
  }
}

export async function unfold(argv: string, env: Record<string, string> = {}): Promise<Ended> {
  await using cli = new CliProcess(argv.split(' ').filter(Boolean), { env })
  return await cli.ended
}
