import type { RunView } from 'unfold/client'
import type { Direction } from '../shared/direction.ts'
import type { Metrics, Safety } from '../shared/index.ts'
import { BAR_WORDS } from './bar-words.ts'
import { GROWN_UP_WORDS, type GrownUpWords } from './grown-up-words.ts'
import { lineOf } from './line-of.ts'
import { computeProgress } from './stages.ts'

interface GrownUpNotesProps {
  direction: Direction
  view: RunView
  words: string[]
  learning: string[]
}

/** For the adult beside the child: asked for, never in the way. What a child need not know is said here alone. */
export function GrownUpNotes({ direction, view, words, learning }: GrownUpNotesProps) {
  const say = GROWN_UP_WORDS[direction]
  const facts = factsFromView(view, direction)
  if (facts.length + words.length + learning.length === 0) return null
  return (
    <details className="more grown-up">
      <summary>{view.run.status === 'failed' ? say.happened : say.talkAbout}</summary>
      {words.length > 0 && <p>{say.newWords(words.join(', '))}</p>}
      {learning.length > 0 && (
        <ul>
          {learning.map((line) => (
            <li key={line} {...lineOf(line, direction)}>
              {line}
            </li>
          ))}
        </ul>
      )}
      {facts.map((fact) => (
        <p key={fact} {...lineOf(fact, direction)}>
          {fact}
        </p>
      ))}
    </details>
  )
}

/** The state of a chapter in words for a parent. */
export function factsFromView({ run, connection }: RunView, direction: Direction): string[] {
  const say = GROWN_UP_WORDS[direction]
  const bar = BAR_WORDS[direction]
  const facts: string[] = []
  if (run.endedAt === null && run.cursor > 0) {
    const { doing, number, stages, percent } = computeProgress(run, direction)
    facts.push(`${doing}: ${bar.stage(number, stages.length)}, ${bar.percent(percent)}.`)
  }
  const paragraphs = run.parts.filter(({ part, final }) => final && part.startsWith('paragraph-')).length
  if (run.status === 'failed') {
    const cause = (run.error && say.causeOf(run.error)) ?? say.unfinished
    facts.push(`${cause} ${paragraphs === 0 ? say.nothing : say.kept}`)
    if (run.error && !run.error.retryable) facts.push(say.sameAgain)
  }
  for (const notice of run.notices) {
    const said = wordsOfNotice(notice, say)
    if (said !== null) facts.push(said)
  }
  const safety = run.data['safety'] as Safety | undefined
  const changed = safety?.issues?.length ?? 0
  if (changed > 0) facts.push(say.changed(changed))
  const metrics = run.data['metrics'] as Partial<Metrics> | undefined
  // Chapters of before it was measured have none.
  if (metrics?.reading) {
    const { band, facts: measured, over_limit: over } = metrics.reading
    const { longest_sentence_words, longest_word, new_words_percent } = measured
    facts.push(say.reads(say.levels[band], longest_sentence_words, longest_word, new_words_percent))
    if (over > 0) facts.push(say.over(over))
  }
  if (connection.phase === 'reconnecting') facts.push(say.lost)
  if (connection.error?.code === 'STREAMING_OFF') facts.push(say.streamingOff)
  return facts
}

/** A notice is a sentence, or a fact that carries one. */
function wordsOfNotice(notice: unknown, say: GrownUpWords): string | null {
  if (typeof notice === 'string') return notice
  const { code, message } = (notice ?? {}) as { code?: unknown; message?: unknown }
  if (code === 'REVIEWED_ENDING') return say.reviewedEnding
  return typeof message === 'string' ? message : null
}
