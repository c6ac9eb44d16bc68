import { setTimeout } from 'node:timers/promises'

/** About the pace of a large model on a busy day. */
const WORD_MS = 150

/**
 * Stands for your slow model: the first sentence of a note, word by word. Asked with what there is already, it goes on
 * behind it, as a model does that is given the beginning of its own answer.
 */
export async function* summarise(note: string, shown: string, signal: AbortSignal): AsyncGenerator<string> {
  const summary = /^[^.!?]*[.!?]?/.exec(note.trim())![0]
  for (const word of summary.slice(shown.length).match(/\s*\S+/g) ?? []) {
    await setTimeout(WORD_MS, undefined, { signal })
    console.log(`made:${word}`)
    yield word
  }
}
