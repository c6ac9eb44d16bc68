import { createParser } from 'eventsource-parser'
import { expect } from 'vitest'

/** What stands in the `data` of a `story_chunk`. */
export interface StoryChunk {
  type: string
  data: any
}

/** Every message must be a `story_chunk` with exactly `type` and `data`. */
export function chunksFromText(text: string): StoryChunk[] {
  const chunks: StoryChunk[] = []
  const parser = createParser({
    onEvent({ event, data }) {
      expect(event).toBe('story_chunk')
      chunks.push(chunkFromData(data))
    },
  })
  parser.feed(text)
  return chunks
}

export function chunkFromData(data: string): StoryChunk {
  const chunk = JSON.parse(data)
  expect(Object.keys(chunk)).toEqual(['type', 'data'])
  return chunk
}

/** The order of a stream in words, neighbouring content frames as one. */
export function orderOf(chunks: readonly StoryChunk[]): string[] {
  const order = chunks.map(({ type, data }) => (type === 'node_event' ? `${data.node} ${data.status}` : type))
  return order.filter((word, i) => word !== 'content' || order[i - 1] !== 'content')
}

/** The event flow of the seed. */
const WHOLE_FLOW = [
  'workflow started',
  'generate_content started',
  'content',
  'generate_content completed',
  'safety_check started',
  'safety_check',
  'safety_check completed',
  'calculate_metrics started',
  'metadata',
  'calculate_metrics completed',
  'complete',
]

const ANY_CHOICE = {
  id: expect.stringMatching(/^\d$/),
  text: expect.any(String),
  description: expect.any(String),
  impact: expect.any(String),
  choice_question: expect.any(String),
}

/** Events, fields and order of a chapter that is not the last of its story, all of it. */
export function expectWholeFlow(
  chunks: readonly StoryChunk[],
  { theme, chapter = 1 }: { theme: string; chapter?: number },
): void {
  expect(orderOf(chunks)).toEqual(WHOLE_FLOW)
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type).map((chunk) => chunk.data)

  const [workflow, ...nodes] = of('node_event')
  expect(workflow).toEqual({ node: 'workflow', status: 'started', chapter_number: chapter, theme })
  for (const node of nodes) expect(Object.keys(node)).toEqual(['node', 'status'])

  const contents = of('content')
  expect(contents.length).toBeGreaterThan(2)
  for (const content of contents) expect(Object.keys(content)).toEqual(['chunk', 'is_complete'])
  expect(contents.map((content) => content.is_complete)).toEqual(
    contents.map((_, i) => i === contents.length - 1),
  )

  const [safety] = of('safety_check')
  expect(safety).toEqual({ approved: true, score: 1, issues: [] })
  const [metadata] = of('metadata')
  const measured = {
    estimated_reading_time: expect.any(Number),
    vocabulary_level: expect.stringMatching(/^(beginner|intermediate|advanced)$/),
    educational_elements: expect.any(Array),
  }
  expect(metadata).toEqual(measured)

  const [complete] = of('complete')
  expect(complete).toEqual({
    id: expect.any(String),
    success: true,
    title: expect.any(String),
    content: expect.any(Array),
    story_content: complete.content.join('\n\n'),
    choices: expect.any(Array),
    choice_question: expect.any(String),
    language: 'english',
    readingLevel: expect.stringMatching(/^(beginner|intermediate|advanced)$/),
    theme,
    safety_score: safety.score,
    content_approved: safety.approved,
    ...metadata,
    isCompleted: false,
    currentChapter: chapter,
    totalChapters: expect.any(Number),
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  })
  expect(complete.choices.length).toBeGreaterThan(1)
  for (const choice of complete.choices) expect(choice).toEqual(ANY_CHOICE)
  expect(contents.map((content) => content.chunk).join('')).toBe(
    `${complete.story_content}\n\n${complete.choice_question}`,
  )
}
