import type { RunLog, RunRecord } from 'unfold/core'
import { foldAll, type RunEvent, type RunStatus } from 'unfold/protocol'
import { z } from 'zod'
import { languageSchema, modeSchema, readingLevelSchema } from '../../shared/index.ts'
import type { Releases } from '../records/index.ts'

const PAGE = 100
/** The newest of each outcome: what broke off longer ago is told anew. */
const RESTING = 20

/** What records and routes want of a chapter's run; the whole input is the worker's. */
const chapterRunSchema = z.object({
  childId: z.int(),
  storyId: z.string(),
  storyTitle: z.string(),
  theme: z.string(),
  chapterNumber: z.int(),
  totalChapters: z.int(),
  child: z.object({ language: languageSchema, readingLevel: readingLevelSchema }),
  mode: modeSchema.default('live'),
  after: z.object({ chapterId: z.string(), choiceKey: z.string() }).nullable().default(null),
  choice: z.object({ text: z.string(), own: z.boolean() }).nullable(),
})
export type ChapterRun = z.infer<typeof chapterRunSchema> & Pick<RunRecord, 'runId' | 'status' | 'acceptedAt'>

/** Runs of the story flow, with what they were asked for. */
export class StoryRuns {
  readonly #log: RunLog
  readonly #releases: Releases

  constructor(log: RunLog, releases: Releases) {
    this.#log = log
    this.#releases = releases
  }

  /** Chapters that are being written, or wait for it, newest first. */
  async active(accountId: string): Promise<ChapterRun[]> {
    const list = (status: RunStatus) => this.#log.list({ accountId, flow: 'story', status, limit: PAGE })
    // In the order in which a run passes through them: one that moves on between the two looks is seen by the second.
    const found = [...(await list('queued')), ...(await list('running'))]
    const runs = [...new Map(found.map((run) => [run.runId, run])).values()].toSorted(
      (a, b) => b.acceptedAt - a.acceptedAt,
    )
    return runs.map(chapterRunFromRecord)
  }

  /** Chapters that were stopped or broke off with words to go on from, one of each place in a story, newest first. */
  async resting(accountId: string, fits: (run: ChapterRun) => boolean): Promise<ChapterRun[]> {
    const list = (status: RunStatus) => this.#log.list({ accountId, flow: 'story', status, limit: RESTING })
    const ended = [...(await list('failed')), ...(await list('cancelled'))]
      .map(chapterRunFromRecord)
      .filter(fits)
    const told = await Promise.all(ended.map(async ({ runId }) => hasText(await this.#log.read(runId, 0))))
    const oldestFirst = ended
      .filter((_, index) => told[index])
      .toSorted((a, b) => a.acceptedAt - b.acceptedAt)
    const placeOf = ({ storyId, after }: ChapterRun) =>
      JSON.stringify([storyId, after?.chapterId, after?.choiceKey])
    return [...new Map(oldestFirst.map((run) => [placeOf(run), run])).values()].toReversed()
  }

  /** Every run for which it holds, whatever became of it: newest first. */
  async *all(accountId: string): AsyncGenerator<ChapterRun> {
    let before: string | undefined
    for (;;) {
      const page = await this.#log.list({ accountId, flow: 'story', before, limit: PAGE })
      yield* page.map(chapterRunFromRecord)
      if (page.length < PAGE) return
      before = page.at(-1)!.runId
    }
  }

  /** Live chapters are read while they are written; others once they were opened to the child. */
  async mayRead(run: RunRecord, { unlocked }: { unlocked: boolean }): Promise<boolean> {
    if (unlocked || modeOf(run) === 'live') return true
    return (await this.#releases.releasedAt(run.accountId, run.runId)) !== null
  }
}

function hasText(events: readonly RunEvent[]): boolean {
  return foldAll(events).parts.some(({ text }) => text !== '')
}

/** A child may see it while it is not whole. */
export function isLive(run: ChapterRun): boolean {
  return run.mode === 'live'
}

function modeOf(run: RunRecord): string {
  const { mode = 'live' } = run.input as { mode?: string }
  return mode
}

export function chapterRunFromRecord(run: RunRecord): ChapterRun {
  const { runId, status, acceptedAt } = run
  return { ...chapterRunSchema.parse(run.input), runId, status, acceptedAt }
}
