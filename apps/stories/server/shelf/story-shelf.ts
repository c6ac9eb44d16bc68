import type { Account } from 'unfold/server'
import type { Shelf, ShelfQuery, ShelfStory, Story, StoryChapter } from '../../shared/index.ts'
import type { SavedChapter, Stories, StoryRow } from '../records/index.ts'
import { isLive, type ChapterRun, type StoryRuns } from './story-runs.ts'

type Caller = Pick<Account, 'id' | 'unlocked'>

/** Stories as their family sees them: what is saved, with what is being written. In child mode nothing of a held chapter. */
export class StoryShelf {
  readonly #stories: Stories
  readonly #runs: StoryRuns

  constructor(stories: Stories, runs: StoryRuns) {
    this.#stories = stories
    this.#runs = runs
  }

  async list(caller: Caller, { childId, shelf, before, limit }: ShelfQuery): Promise<Shelf> {
    const active = (await this.#runs.active(caller.id)).filter(
      (run) => childId === undefined || run.childId === childId,
    )
    const found = await this.#stories.list({
      accountId: caller.id,
      childId,
      ...(shelf && { completed: shelf === 'finished', writing: active.map((run) => run.storyId) }),
      before,
      limit: limit + 1,
    })
    const page = found.slice(0, limit)
    const [endings, current] = await Promise.all([
      this.#stories.endings(page.map((row) => row.id)),
      this.#stories.positions(page.map((row) => row.current_chapter_id)),
    ])
    const saved = page.map((row) =>
      shelfStory(caller, row, {
        at: current.get(row.current_chapter_id),
        endings: endings.get(row.id) ?? 0,
        writing: active.find((run) => run.storyId === row.id),
      }),
    )
    const begun = before === undefined && shelf !== 'finished' ? await this.#begun(caller, active) : []
    return {
      stories: [
        ...begun
          .filter((run) => childId === undefined || run.childId === childId)
          .map((run) => begunStory(caller, run)),
        ...saved,
      ],
      next: found.length > page.length ? page.at(-1)!.id : null,
    }
  }

  /** Null for a story that is not there for the caller. */
  async story(caller: Caller, storyId: string): Promise<Story | null> {
    const active = (await this.#runs.active(caller.id)).filter((run) => run.storyId === storyId)
    const row = await this.#stories.find(caller.id, storyId)
    if (!row) {
      const [first] = active
      if (first)
        return { ...begunStory(caller, first), chapterId: null, chapters: [writingChapter(caller, first)] }
      const resting = (await this.#begun(caller, [])).find((run) => run.storyId === storyId)
      return resting ? { ...begunStory(caller, resting), chapterId: null, chapters: [] } : null
    }
    const chapters = await this.#stories.chapters(storyId)
    const byId = new Map(chapters.map((chapter) => [chapter.chapterId, chapter]))
    const saved = new Set(chapters.map((chapter) => chapter.runId))
    const story = shelfStory(caller, row, {
      at: byId.get(row.current_chapter_id),
      endings: chapters.filter((chapter) => chapter.isEnding).length,
      writing: active[0],
    })
    return {
      ...story,
      chapterId: row.current_chapter_id,
      chapters: [
        ...chapters.map((chapter) => storyChapter(caller, chapter, byId.get(chapter.parentId ?? ''))),
        // One that ended between the two looks is there already.
        ...active.filter((run) => !saved.has(run.runId)).map((run) => writingChapter(caller, run)),
      ],
    }
  }

  /** Stories that have no record yet, for their first chapter is not whole: it is being written, or rests. */
  async #begun(caller: Caller, active: readonly ChapterRun[]): Promise<ChapterRun[]> {
    const writing = new Set(active.map((run) => run.storyId))
    const resting = await this.#runs.resting(
      caller.id,
      (run) =>
        run.chapterNumber === 1 && !writing.has(run.storyId) && (isLive(run) || caller.unlocked === true),
    )
    const begun = [...active.filter((run) => run.chapterNumber === 1), ...resting]
    const known = await this.#stories.known(begun.map((run) => run.storyId))
    return begun.filter((run) => !known.has(run.storyId))
  }
}

interface Standing {
  at: { runId: string; releasedAt: number | null } | undefined
  endings: number
  writing: ChapterRun | undefined
}

function shelfStory({ unlocked }: Caller, row: StoryRow, { at, endings, writing }: Standing): ShelfStory {
  const common = {
    storyId: row.id,
    childId: row.child_id,
    title: row.title,
    theme: row.theme,
    language: row.language as ShelfStory['language'],
    readingLevel: row.reading_level as ShelfStory['readingLevel'],
    totalChapters: row.total_chapters,
    endings,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  if (writing) {
    const runId = isLive(writing) || unlocked ? writing.runId : null
    return { ...common, chapterNumber: writing.chapterNumber, status: 'writing', runId }
  }
  const isHeld = (at?.releasedAt ?? null) === null
  const status = isHeld ? 'waiting' : row.is_completed ? 'finished' : 'open'
  return {
    ...common,
    chapterNumber: row.current_chapter,
    status,
    runId: isHeld && !unlocked ? null : (at?.runId ?? null),
  }
}

function begunStory({ unlocked }: Caller, run: ChapterRun): ShelfStory {
  const { storyId, childId, storyTitle, theme, child, totalChapters, chapterNumber, acceptedAt } = run
  return {
    storyId,
    childId,
    title: storyTitle,
    theme,
    language: child.language,
    readingLevel: child.readingLevel,
    totalChapters,
    chapterNumber,
    endings: 0,
    status: run.status === 'failed' || run.status === 'cancelled' ? 'resting' : 'writing',
    runId: isLive(run) || unlocked ? run.runId : null,
    createdAt: acceptedAt,
    updatedAt: acceptedAt,
  }
}

function storyChapter(
  { unlocked }: Caller,
  chapter: SavedChapter,
  parent: SavedChapter | undefined,
): StoryChapter {
  const released = chapter.releasedAt !== null
  const isReadable = released || unlocked === true
  return {
    chapterId: chapter.chapterId,
    chapterNumber: chapter.chapterNumber,
    parentId: chapter.parentId,
    choice: choiceThatLed(chapter, parent),
    status: released ? 'ready' : 'waiting',
    released,
    runId: isReadable ? chapter.runId : null,
    title: isReadable ? chapter.title : null,
    isEnding: isReadable && chapter.isEnding,
    reading: isReadable ? chapter.reading : null,
    question: isReadable ? (chapter.choice?.question ?? null) : null,
    choices: isReadable ? (chapter.choice?.options ?? []) : [],
    createdAt: chapter.createdAt,
  }
}

function writingChapter({ unlocked }: Caller, run: ChapterRun): StoryChapter {
  const index = indexFromKey(run.after?.choiceKey)
  return {
    chapterId: run.runId,
    chapterNumber: run.chapterNumber,
    parentId: run.after?.chapterId ?? null,
    choice: run.choice && { index, text: run.choice.text, own: run.choice.own },
    status: 'writing',
    released: isLive(run),
    runId: isLive(run) || unlocked ? run.runId : null,
    title: null,
    isEnding: false,
    reading: null,
    question: null,
    choices: [],
    createdAt: run.acceptedAt,
  }
}

function choiceThatLed(chapter: SavedChapter, parent: SavedChapter | undefined): StoryChapter['choice'] {
  if (chapter.ownWords !== null) return { index: null, text: chapter.ownWords, own: true }
  const index = indexFromKey(chapter.choiceKey)
  const option = index === null ? undefined : parent?.choice?.options[index]
  return option ? { index, text: option.text, own: false } : null
}

function indexFromKey(key: string | null | undefined): number | null {
  const digits = /^#(\d+)$/.exec(key ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}
