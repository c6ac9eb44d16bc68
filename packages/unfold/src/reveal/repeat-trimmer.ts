import { createSentenceSegmenter } from './sentence-segmenter.ts'

export interface RepeatTrimmer {
  /**
   * The sentences that may go on to the gate. None while the answer so far could still be a repeat; all of those held
   * back when it turns out not to be one.
   */
  push(sentence: string): string[]
  /** The end of the answer. An answer that was nothing but a repeat, finished or cut, leaves nothing. */
  flush(): string[]
}

/**
 * A model that is asked to continue often begins by saying again what it was given. Exactly that is dropped, and nothing
 * else: sentences at the very start of the answer that are, character for character (space around them aside), the
 * committed text from some sentence to its end. A paraphrase is kept whole: dropping it could drop what is new in it.
 * `committed` holds sentences or whole paragraphs, in order; `language` is the one that the answer is segmented by.
 */
export function createRepeatTrimmer(
  committed: readonly string[],
  { language = 'und' }: { language?: string } = {},
): RepeatTrimmer {
  const segmenter = createSentenceSegmenter({ language })
  const known = committed
    .flatMap((text) => [...segmenter.push(text), ...segmenter.flush()])
    .map((sentence) => sentence.trim())
  /** For each place where the repeat may have begun: the committed sentence that has to come next. */
  let expected = known.map((_, index) => index)
  let held: string[] = []

  return {
    push(sentence) {
      if (expected.length === 0) return [sentence]
      const heard = sentence.trim()
      const matching = expected.filter((index) => known[index] === heard).map((index) => index + 1)
      expected = matching.filter((index) => index < known.length)
      if (matching.length === 0) return release(sentence)
      held.push(sentence)
      // Heard up to the end of the committed text: a repeat, whatever comes now.
      if (expected.length < matching.length) held = []
      return []
    },
    flush() {
      expected = []
      held = []
      return []
    },
  }

  function release(sentence: string): string[] {
    const sentences = [...held, sentence]
    held = []
    return sentences
  }
}
