import { setTimeout as wait } from 'node:timers/promises'
import { ModelError, type LanguageModel, type ModelChunk, type ModelRequest } from 'unfold/models'
import { requestBriefSchema, type ChapterDraft, type RequestBrief } from './brief.ts'
import { randomFromText, type Random } from './chance.ts'
import { openComposition } from './compose.ts'
import { remainingFromCommitted } from './remaining.ts'

export interface StorytellerOptions {
  /** Openly paced, so that a newcomer sees streaming; 0 or absent writes as fast as it is read. */
  tokensPerSecond?: number | undefined
  /** Which other wording a rejected sentence gets. */
  random?: Random | undefined
  sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined
}

/** About what a token of a real model is in English. */
const CHARS_PER_TOKEN = 4
/** Unpaced, a chunk is what a socket read would bring. */
const CHARS_PER_UNPACED_CHUNK = 2048
/** Rewordings that a later request can still recognise; see `remaining.ts`. */
const VARIATIONS = 8

/** The offline author behind the same interface as any provider: brief in, the same JSON out, in tokens. */
export function createStoryteller(options: StorytellerOptions = {}): LanguageModel {
  const { tokensPerSecond = 0, random = Math.random, sleep = sleepFor } = options
  return {
    id: 'offline',
    continues: 'sentence',
    offline: true,
    async *stream(request: ModelRequest): AsyncIterable<ModelChunk> {
      const { signal } = request
      signal?.throwIfAborted()
      const { plot, ...shown } = answerFromBrief(briefFromRequest(request), random)
      const json = JSON.stringify({ ...shown, plot })
      // Nobody reads the plot: a chapter that is all there does not wait for it.
      const paced = tokensPerSecond > 0 ? JSON.stringify(shown).length : 0
      for (let at = 0, size; at < json.length; at += size) {
        size = at < paced ? CHARS_PER_TOKEN : CHARS_PER_UNPACED_CHUNK
        if (at < paced) await sleep(1000 / tokensPerSecond, signal)
        signal?.throwIfAborted()
        yield { text: json.slice(at, at + size) }
      }
      const inputChars = request.messages.reduce((sum, message) => sum + message.content.length, 0)
      yield {
        usage: {
          inputTokens: Math.ceil(inputChars / CHARS_PER_TOKEN),
          outputTokens: Math.ceil(json.length / CHARS_PER_TOKEN),
          estimated: true,
        },
      }
      yield { finish: 'stop' }
    },
  }
}

/** The keys in the order in which a real model is asked for them: the prose comes first. What is committed is left out. */
function answerFromBrief(brief: RequestBrief, random: Random): Partial<ChapterDraft> {
  const composition = openComposition(brief, randomFromText(`${brief.seed}:${brief.chapterNumber}`))
  const { paragraphs: told, ...done } = brief.committed ?? { paragraphs: [] }
  const variation = brief.reason === undefined ? null : 1 + Math.floor(random() * VARIATIONS)
  const remaining = remainingFromCommitted(composition, told, variation, VARIATIONS)
  const answer: ChapterDraft = { ...composition.draft(remaining.variation), paragraphs: remaining.paragraphs }
  return Object.fromEntries(
    Object.entries(answer).filter(
      ([key]) => !(key in done) && (key !== 'paragraphs' || remaining.paragraphs.length > 0),
    ),
  )
}

/** The brief travels as JSON between `<brief>` and `</brief>` in the last user message. */
export function briefFromRequest(request: ModelRequest): RequestBrief {
  const content = request.messages.findLast((message) => message.role === 'user')?.content ?? ''
  const json = /<brief>\n?([\s\S]*)<\/brief>/.exec(content)?.[1]
  if (json === undefined) throw new ModelError('rejected', 'The offline storyteller needs a chapter brief.')
  try {
    return requestBriefSchema.parse(JSON.parse(json))
  } catch (cause) {
    throw new ModelError('rejected', 'The chapter brief is not one that the offline storyteller can read.', {
      cause,
    })
  }
}

async function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(ms, undefined, { signal })
}
