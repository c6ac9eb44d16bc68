import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { Terminal } from '../../src/cli/terminal.ts'

/** Both streams on one screen, or apart; `screen` has everything in the order in which it was written. */
function openTerminal(options: {
  out?: boolean
  err?: boolean
  env?: Record<string, string>
  color?: boolean
  plain?: boolean
}) {
  const { out = true, err = true, env = {}, ...rest } = options
  const screen: string[] = []
  const stream = (isTTY: boolean) =>
    Object.assign(new EventEmitter(), {
      isTTY,
      columns: 20,
      write: (text: string) => screen.push(text),
    }) as unknown as NodeJS.WriteStream
  const stdout = stream(out)
  const terminal = new Terminal({ stdout, stderr: stream(err), env, ...rest })
  return { terminal, stdout, text: () => screen.join('') }
}

const CLEAR = '\r\u001b[K'

test('on a terminal text is broken between words, however it arrives', () => {
  const { terminal, text } = openTerminal({})
  for (const piece of ['The quiet ', 'robot walked over the hill.', ' It sang.']) terminal.flow(piece)
  for (const line of text().split('\n')) expect(line.length).toBeLessThanOrEqual(20)
  expect(text().split(/\s+/).join(' ')).toBe('The quiet robot walked over the hill. It sang.')
})

test('elsewhere, and with --plain, a paragraph stays one line', () => {
  for (const options of [{ out: false }, { plain: true }]) {
    const { terminal, text } = openTerminal(options)
    terminal.flow('The quiet robot walked over the hill.')
    expect(text()).toBe('The quiet robot walked over the hill.')
  }
})

test('the live line gives way to the story, and is not drawn over it', () => {
  const { terminal, text } = openTerminal({})
  terminal.progress('0 of 9 parts, generate_content')
  expect(text()).toBe(`${CLEAR}0 of 9 parts, gener`)
  terminal.flow('Once')
  terminal.progress('1 of 9')
  terminal.end()
  expect(text()).toBe(`${CLEAR}0 of 9 parts, gener${CLEAR}Once\n`)
})

test('off a terminal progress is a line whenever it says something new', () => {
  const { terminal, text } = openTerminal({ err: false })
  for (const words of ['1 of 9', '1 of 9', '2 of 9']) terminal.progress(words)
  expect(text()).toBe('1 of 9\n2 of 9\n')
})

test.each([
  ['NO_COLOR', { env: { NO_COLOR: '1' } }],
  ['--no-color', { color: false }],
  ['--plain', { plain: true }],
  ['a dumb terminal', { env: { TERM: 'dumb' } }],
  ['a pipe', { out: false }],
])('%s means no colors', (_, options) => {
  expect(openTerminal({}).terminal.style('red', 'failed')).toBe('\u001b[31mfailed\u001b[39m')
  expect(openTerminal(options).terminal.style('red', 'failed')).toBe('failed')
})

test('a reader of stdout that leaves is told by `gone`, any other fault is kept besides', () => {
  const { terminal, stdout } = openTerminal({})
  stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  expect([terminal.gone.aborted, terminal.fault]).toEqual([true, null])
  const other = openTerminal({})
  const full = Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  other.stdout.emit('error', full)
  expect([other.terminal.gone.aborted, other.terminal.fault]).toEqual([true, full])
})
