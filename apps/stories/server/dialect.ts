import type { Dialect, Frame } from 'unfold/server'
import type { Json, RunEvent } from 'unfold/protocol'
import type { Chapter, Choice, Metrics, Safety } from '../shared/index.ts'

/** What the seed's stream needs to remember of the log behind it. */
export interface StoryDialectState {
  theme: string
  chapterNumber: number
  /** The part that the last content came from: a new paragraph opens with an empty line. */
  part: string | null
  acceptedAt: number
}

const INITIAL: StoryDialectState = { theme: '', chapterNumber: 1, part: null, acceptedAt: 0 }

/**
 * The seed's `story_chunk` events, from the log alone. The table from log events to frames stands in PROTOCOL.md and is
 * held by golden tests; every event of the log that is not listed there makes no frame.
 */
export const storyDialect = {
  name: 'story',
  namesRun: true,
  initial: (): StoryDialectState => INITIAL,
  render(state: StoryDialectState, event: RunEvent): [StoryDialectState, Frame[]] {
    switch (event.type) {
      case 'run.accepted': {
        const { theme, chapterNumber } = event.input as { theme: string; chapterNumber: number }
        const next = { ...state, theme, chapterNumber, acceptedAt: event.at }
        return [next, [nodeFrame('workflow', 'started', { chapter_number: chapterNumber, theme })]]
      }
      case 'step.started':
        return [state, [nodeFrame(event.step, 'started')]]
      case 'step.completed':
        return [state, [nodeFrame(event.step, 'completed')]]
      case 'text': {
        const gap = state.part !== null && state.part !== event.part ? '\n\n' : ''
        const next = { ...state, part: event.part }
        return [next, [contentFrame(gap + event.text, false)]]
      }
      case 'part':
        // The question, or the words that close the last chapter, are the chapter's last content.
        if (event.kind === 'question' || event.kind === 'ending') {
          return [{ ...state, part: event.part }, [contentFrame(`\n\n${event.value as string}`, true)]]
        }
        return [state, []]
      case 'data':
        return [state, dataFrames(event.name, event.value)]
      case 'run.completed':
        return [
          state,
          [frame('complete', completeData(event.output as unknown as Chapter, state.acceptedAt))],
        ]
      case 'run.failed':
        return [state, [frame('error', { message: event.error.message, code: event.error.code })]]
      case 'run.cancelled':
        return [
          state,
          [
            frame('error', {
              message: 'The story was stopped. What was written is kept.',
              code: 'CANCELLED',
            }),
          ],
        ]
      default:
        return [state, []]
    }
  },
} satisfies Dialect<StoryDialectState>

function frame(type: string, data: unknown): Frame {
  return { event: 'story_chunk', data: JSON.stringify({ type, data }) }
}

function nodeFrame(node: string, status: 'started' | 'completed', more: object = {}): Frame {
  return frame('node_event', { node, status, ...more })
}

function contentFrame(chunk: string, isComplete: boolean): Frame {
  return frame('content', { chunk, is_complete: isComplete })
}

function dataFrames(name: string, value: Json): Frame[] {
  if (name === 'safety') {
    const { approved, score, issues } = value as unknown as Safety
    return [frame('safety_check', { approved, score, issues })]
  }
  if (name === 'metrics') {
    const { estimated_reading_time, vocabulary_level, educational_elements } = value as unknown as Metrics
    return [frame('metadata', { estimated_reading_time, vocabulary_level, educational_elements })]
  }
  return []
}

/** Field names mix two styles because the seed's do. */
function completeData(chapter: Chapter, acceptedAt: number): object {
  return {
    id: chapter.storyId,
    success: true,
    title: chapter.storyTitle,
    content: chapter.paragraphs,
    story_content: chapter.paragraphs.join('\n\n'),
    choices: chapter.choices.map((choice: Choice) => ({
      ...choice,
      impact: choice.description,
      choice_question: chapter.question,
    })),
    choice_question: chapter.question,
    language: chapter.language,
    readingLevel: chapter.readingLevel,
    theme: chapter.theme,
    educational_elements: chapter.metrics.educational_elements,
    estimated_reading_time: chapter.metrics.estimated_reading_time,
    safety_score: chapter.safety.score,
    content_approved: chapter.safety.approved,
    vocabulary_level: chapter.metrics.vocabulary_level,
    isCompleted: chapter.isEnding,
    currentChapter: chapter.chapterNumber,
    totalChapters: chapter.totalChapters,
    createdAt: new Date(acceptedAt).toISOString(),
  }
}
