import { answerJson, type RecordedRequest, type ScriptStep } from 'unfold/testing'
import { readBrief } from '../harness/brief.ts'

/** What the tests read of a brief. */
export interface Brief {
  chapterNumber: number
  totalChapters: number
  theme: string
  choice: { text: string; own: boolean } | null
  /** What is not to be said again, and why. */
  reason?: string
  committed?: { paragraphs?: string[]; [field: string]: unknown }
  [field: string]: unknown
}

export const briefOf = (request: RecordedRequest): Brief => readBrief(request) as Brief

export interface ScriptedChapter {
  paragraphs: string[]
  title: string
  question: string | null
  choices: { text: string; description: string }[]
  educational_elements: string[]
  vocabulary_words: string[]
  plot: object
}

/** A chapter of four paragraphs (age 8) whose every sentence is unlike any other. */
export function scriptedChapter(chapter = 1): ScriptedChapter {
  const place = ['hill', 'brook', 'barn', 'bridge']
  return {
    paragraphs: place.map(
      (where, i) =>
        `Mia walked to the ${where} on day ${i + 1} of trip ${chapter}. A small bird sang number ${i + 1} there. “Come to the ${where}!” said Mia to number ${i + 1}.`,
    ),
    title: `Trip ${chapter}`,
    question: `Where should Mia go after trip ${chapter}?`,
    choices: [
      { text: 'Follow the bird', description: 'It knows a way.' },
      { text: 'Row the boat', description: 'The lake is calm.' },
    ],
    educational_elements: ['Birds sing to talk.'],
    vocabulary_words: ['brook'],
    plot: { chapter },
  }
}

/** What a model answers when it is asked for the rest: it goes on behind what the brief says is committed. */
export function remainderOf(chapter: ScriptedChapter, brief: Brief): Partial<ScriptedChapter> {
  const committed: string[] = brief.committed?.paragraphs ?? []
  const rest: string[] = []
  for (const [i, paragraph] of chapter.paragraphs.entries()) {
    const known = committed[i]
    if (known === undefined) rest.push(paragraph)
    else if (known !== paragraph) rest.push(paragraph.slice(known.length).trimStart())
  }
  const { paragraphs: _, ...fields } = chapter
  const left = Object.entries(fields).filter(([key]) => !(brief.committed && key in brief.committed))
  return { ...(rest.length > 0 ? { paragraphs: rest } : {}), ...Object.fromEntries(left) }
}

export function answerRest(chapter: ScriptedChapter, request: RecordedRequest): ScriptStep[] {
  return answerJson(remainderOf(chapter, briefOf(request)))
}

/** The chapter with one more sentence behind the first of a paragraph. */
export function withSentence(chapter: ScriptedChapter, paragraph: number, sentence: string): ScriptedChapter {
  const text = chapter.paragraphs[paragraph]!
  const end = text.indexOf('. ') + 1
  const longer = `${text.slice(0, end)} ${sentence}${text.slice(end)}`
  return { ...chapter, paragraphs: chapter.paragraphs.with(paragraph, longer) }
}
