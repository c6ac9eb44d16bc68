import type { Dialect } from './dialect.ts'

/** A word that the dialect cannot say. */
export const STUMBLE = 'rhubarb'

/** An app's dialect in small: several frames of one event, none of another, and numbers that need the whole log. */
export const wordsDialect: Dialect<number> = {
  name: 'words',
  initial: () => 0,
  render(count, event) {
    if (event.type === 'text') {
      if (event.text.includes(STUMBLE)) throw new Error('a mistake in a dialect')
      const words = event.text.split(' ').filter((word) => word !== '')
      const frames = words.map((word, i) => ({ event: 'word', data: JSON.stringify([count + i + 1, word]) }))
      return [count + words.length, frames]
    }
    if (event.type === 'run.completed') return [count, [{ event: 'complete', data: JSON.stringify(count) }]]
    return [count, []]
  },
}

/** The same where the address of a stream does not name the run. */
export const unnamedDialect: Dialect<number> = { ...wordsDialect, name: 'unnamed', namesRun: true }
