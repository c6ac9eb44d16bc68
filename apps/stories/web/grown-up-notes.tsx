import type { RunView } from 'unfold/client'
import type { Metrics, Safety } from '../shared/index.ts'
import { computeProgress } from './stages.ts'

interface GrownUpNotesProps {
  view: RunView
  words: string[]
  learning: string[]
}

/** For the adult beside the child: asked for, never in the way. What a child need not know is said here alone. */
export function GrownUpNotes({ view, words, learning }: GrownUpNotesProps) {
  const facts = factsFromView(view)
  if (facts.length + words.length + learning.length === 0) return null
  return (
    <details className="more grown-up">
      <summary>
        {view.run.status === 'failed'
          ? 'For the grown-up: what happened'
          : 'For the grown-up: what to talk about'}
      </summary>
      {words.length > 0 && <p>Words that may be new: {words.join(', ')}.</p>}
      {learning.length > 0 && (
        <ul>
          {learning.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
    </details>
  )
}

/** The state of a chapter in words for a parent. */
export function factsFromView({ run, connection }: RunView): string[] {
  const facts: string[] = []
  if (run.endedAt === null && run.cursor > 0) {
    const { doing, number, stages, percent } = computeProgress(run)
    facts.push(`${doing}: stage ${number} of ${stages.length}, ${percent} percent.`)
  }
  const paragraphs = run.parts.filter(({ part, final }) => final && part.startsWith('paragraph-')).length
  if (run.status === 'failed') {
    const cause = run.error?.message ?? 'The chapter could not be finished.'
    facts.push(`${cause} ${paragraphs === 0 ? 'Nothing was written.' : 'Every finished sentence is kept.'}`)
    if (run.error && !run.error.retryable) facts.push('The same try would fail again.')
  }
  for (const notice of run.notices) {
    const said = wordsOfNotice(notice)
    if (said !== null) facts.push(said)
  }
  const safety = run.data['safety'] as Safety | undefined
  const changed = safety?.issues?.length ?? 0
  if (changed > 0)
    facts.push(
      changed === 1
        ? 'One sentence was changed before it was shown.'
        : `${changed} sentences were changed before they were shown.`,
    )
  const metrics = run.data['metrics'] as Partial<Metrics> | undefined
  // Chapters of before it was measured have none.
  if (metrics?.reading) {
    const { band, facts: measured, over_limit: over } = metrics.reading
    facts.push(
      `Reads as ${band}: the longest sentence has ${measured.longest_sentence_words} words, the longest word is ` +
        `“${measured.longest_word}”, and ${measured.new_words_percent} of a hundred words may be new.`,
    )
    if (over > 0)
      facts.push(`${over} of its sentences ${over === 1 ? 'is' : 'are'} longer or harder than the limits.`)
  }
  if (connection.phase === 'reconnecting')
    facts.push('The line to the server is lost; it is tried again and again.')
  if (connection.error?.code === 'STREAMING_OFF')
    facts.push('Streaming is switched off on this server, so the words come in small steps.')
  return facts
}

/** A notice is a sentence, or a fact that carries one. */
function wordsOfNotice(notice: unknown): string | null {
  if (typeof notice === 'string') return notice
  const { message } = (notice ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : null
}
