/** Logs written by hand, for the golden test of the story dialect. Their instants are round, their texts have corners. */
import type { EventBody, Json, RunEvent } from 'unfold/protocol'

const START = Date.UTC(2026, 0, 2, 3, 4, 5)

function logOf(bodies: readonly (EventBody | UnknownEvent)[]): RunEvent[] {
  return bodies.map((body, i) => ({ seq: i + 1, at: START + i * 100, ...body }) as RunEvent)
}

/** What a later version of the protocol may bring. */
interface UnknownEvent {
  type: 'step.paused'
  step: string
}

function accepted(chapterNumber: number, theme = 'space'): EventBody {
  const input = {
    childId: 1,
    storyId: 's1',
    title: 'Space Adventure',
    theme,
    chapterNumber,
    totalChapters: 3,
  }
  return { type: 'run.accepted', flow: 'story', version: 1, input, continues: null }
}

const METRICS = {
  estimated_reading_time: 2,
  vocabulary_level: 'intermediate',
  educational_elements: ['The moon has no air.'],
  word_count: 21,
  longest_sentence_words: 6,
  longest_word: 'whispered',
} satisfies Json

const PARAGRAPHS = [
  'Noa flew to the moon. “Hello,” she whispered.',
  'A <small> fox — שועל, 狐 — said: \\o/ \u2028 Come!',
]
const CHOICES = [
  { id: '0', text: 'Follow the fox', description: 'It knows a way.' },
  { id: '1', text: 'Fly home', description: 'Supper is ready.' },
]

function output(more: { [field: string]: Json }): Json {
  return {
    storyId: 's1',
    storyTitle: 'Space Adventure',
    chapterNumber: 1,
    totalChapters: 3,
    isEnding: false,
    title: 'To the moon',
    paragraphs: PARAGRAPHS,
    question: 'Where to?',
    choices: CHOICES,
    theme: 'space',
    language: 'english',
    readingLevel: 'intermediate',
    vocabularyWords: ['moon'],
    safety: { approved: true, score: 0.8, issues: ['A weapon was named.'] },
    metrics: METRICS,
    ...more,
  }
}

const usage = { inputTokens: 400, outputTokens: 90, estimated: false }

/** Every type of event, a second attempt, and a sentence that was withheld and written anew. */
export const CHANGED = logOf([
  accepted(1),
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'generate_content' },
  { type: 'progress', stage: 'generate_content', unit: 'part', done: 0, total: 7, eta: null },
  { type: 'text', part: 'paragraph-1', text: 'Noa flew to the moon. ' },
  { type: 'run.started', attempt: 2 },
  { type: 'text', part: 'paragraph-1', text: '“Hello,” she whispered.' },
  { type: 'part', part: 'paragraph-1', kind: 'paragraph', value: PARAGRAPHS[0]! },
  { type: 'step.completed', step: 'generate_content', ms: 900 },
  { type: 'step.started', step: 'safety_check' },
  {
    type: 'data',
    name: 'safety',
    value: { approved: false, score: 0.667, issues: ['A weapon was named.'] },
  },
  { type: 'step.completed', step: 'safety_check', ms: 0 },
  { type: 'step.started', step: 'enhance_content' },
  { type: 'step.paused', step: 'enhance_content' },
  { type: 'text', part: 'paragraph-2', text: 'A wrong ' },
  { type: 'text.reset', part: 'paragraph-2' },
  { type: 'text', part: 'paragraph-2', text: PARAGRAPHS[1]! },
  { type: 'part', part: 'paragraph-2', kind: 'paragraph', value: PARAGRAPHS[1]! },
  { type: 'part', part: 'title', kind: 'title', value: 'To the moon' },
  { type: 'part', part: 'question', kind: 'question', value: 'Where to?' },
  { type: 'part', part: 'choices', kind: 'choices', value: CHOICES },
  { type: 'data', name: 'notice', value: { code: 'REVIEWED_ENDING', message: 'One of our endings.' } },
  { type: 'step.completed', step: 'enhance_content', ms: 700 },
  { type: 'step.started', step: 'safety_check' },
  { type: 'data', name: 'safety', value: { approved: true, score: 0.8, issues: ['A weapon was named.'] } },
  { type: 'step.completed', step: 'safety_check', ms: 0 },
  { type: 'step.started', step: 'calculate_metrics' },
  { type: 'data', name: 'metrics', value: METRICS },
  { type: 'step.completed', step: 'calculate_metrics', ms: 1 },
  { type: 'run.completed', output: output({}), usage },
])

/** No question and no choices: the closing words are the last content. */
export const LAST = logOf([
  accepted(3),
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'generate_content' },
  { type: 'text', part: 'paragraph-1', text: PARAGRAPHS[0]! },
  { type: 'part', part: 'paragraph-1', kind: 'paragraph', value: PARAGRAPHS[0]! },
  { type: 'part', part: 'title', kind: 'title', value: 'Home' },
  { type: 'part', part: 'ending', kind: 'ending', value: 'The End.' },
  { type: 'step.completed', step: 'generate_content', ms: 900 },
  { type: 'step.started', step: 'safety_check' },
  { type: 'data', name: 'safety', value: { approved: true, score: 1, issues: [] } },
  { type: 'step.completed', step: 'safety_check', ms: 0 },
  { type: 'step.started', step: 'calculate_metrics' },
  { type: 'data', name: 'metrics', value: METRICS },
  { type: 'step.completed', step: 'calculate_metrics', ms: 1 },
  {
    type: 'run.completed',
    output: output({
      chapterNumber: 3,
      isEnding: true,
      title: 'Home',
      paragraphs: [PARAGRAPHS[0]!],
      question: null,
      choices: [],
      safety: { approved: true, score: 1, issues: [] },
    }),
    usage,
  },
])

const BEGUN: EventBody[] = [
  accepted(1),
  { type: 'run.started', attempt: 1 },
  { type: 'step.started', step: 'generate_content' },
  { type: 'text', part: 'paragraph-1', text: 'Noa flew to the moon. ' },
]

export const FAILED = logOf([
  ...BEGUN,
  {
    type: 'run.failed',
    error: {
      code: 'MODEL_UNAVAILABLE',
      message: 'The storyteller could not be reached.',
      retryable: true,
    },
    partial: true,
  },
])

export const STOPPED = logOf([...BEGUN, { type: 'run.cancelling', by: 'demo' }, { type: 'run.cancelled' }])

export const ABANDONED = logOf([
  accepted(1),
  { type: 'run.cancelling', by: 'demo' },
  { type: 'run.cancelled' },
])
