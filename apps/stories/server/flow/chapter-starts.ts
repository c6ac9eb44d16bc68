import { randomUUID } from 'node:crypto'
import type { PreparedStart } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import {
  type Answer,
  type Child,
  type Choose,
  DEFAULT_CHAPTERS,
  type StartChapter,
} from '../../shared/index.ts'
import {
  choiceKeyFromAnswer,
  type Families,
  heroFromRow,
  pathTo,
  type SavedChapter,
  type Stories,
  type StoryRow,
} from '../records/index.ts'
import { plotMemorySchema, tripleFromPlot } from '../storyteller/index.ts'
import { isTheme, titleFromTheme } from './set-words.ts'
import type { StoryInput } from './story-input.ts'

/** A next chapter that exists is never made again, whenever it is asked for. */
const FOR_EVER_MS = Number.MAX_SAFE_INTEGER

export interface ChapterStartsOptions {
  /** Earlier stories of the child that a new one is kept apart from. */
  remembered: number
  families: Families
  stories: Stories
  /** Throws INVALID, naming the field, when a text from a person may not reach the story. */
  checkInput: (field: string, text: string, child: Child) => Promise<void>
  newId?: () => string
  now: () => number
}

/** Turns what a reader asks for into everything that the chapter is made from. Reads the records; writes nothing. */
export class ChapterStarts {
  readonly #options: ChapterStartsOptions

  constructor(options: ChapterStartsOptions) {
    this.#options = options
  }

  /**
   * Throws NOT_FOUND, INVALID, or CONFLICT when the chapter is not the next one or its choice was not made. `place` is
   * where in the request the words stood, for the fields that INVALID names.
   */
  async prepare(
    accountId: string,
    start: StartChapter,
    place: 'body' | 'query' = 'body',
  ): Promise<PreparedStart<StoryInput>> {
    const owned = await this.#options.families.find(start.childId)
    if (!owned || owned.accountId !== accountId) throw new UnfoldError('NOT_FOUND', 'There is no such child.')
    const { child } = owned
    requireFitting(start)
    await this.#checkWords(start, child, place)
    return start.chapterNumber === 1
      ? this.#first(accountId, child, start)
      : this.#next(accountId, child, start)
  }

  /**
   * What follows on a choice at the end of any chapter of a story: the start of the next chapter, under the claim of that
   * choice, so that it is made once.
   */
  async prepareChoice(accountId: string, story: StoryRow, asked: Choose): Promise<PreparedStart<StoryInput>> {
    const owned = await this.#options.families.find(story.child_id)
    const chapters = await this.#options.stories.chapters(story.id)
    const path = pathTo(chapters, asked.chapterId)
    if (!owned || path.length === 0) throw new UnfoldError('NOT_FOUND', 'There is no such chapter.')
    if ('text' in asked.choice) await this.#checkOwnWords(asked.choice.text, owned.child)
    return this.#after(accountId, owned.child, story, path, asked.choice, asked.otherwise)
  }

  /**
   * Claims that a run of a chapter behind the first may hold, for whoever names no story: of the newest one that is
   * open, and of the newest of all, which that very chapter may have ended.
   */
  async claimKeys(accountId: string, start: StartChapter): Promise<string[]> {
    const { stories } = this.#options
    const of = storyOf(accountId, start)
    const found = await Promise.all([stories.newest(of, { open: true }), stories.newest(of, { open: false })])
    const known = new Map(found.flatMap((story) => (story ? [[story.id, story] as const] : [])))
    const keys = [...known.values()].map(async (story) => {
      const path = pathTo(await stories.chapters(story.id), story.current_chapter_id)
      const before = path[start.chapterNumber - 2]
      const key = path[start.chapterNumber - 1]?.choiceKey ?? before?.choice?.made?.key
      return before && key ? [chapterClaim(before.chapterId, key)] : []
    })
    return (await Promise.all(keys)).flat()
  }

  async #checkWords(start: StartChapter, child: Child, place: string): Promise<void> {
    const { checkInput } = this.#options
    // Our own themes need no verdict: a story of one begins before any model was asked anything. A parent's list does.
    if (!isTheme(start.theme) || child.limits.avoid.length > 0)
      await checkInput(`${place}.theme`, start.theme, child)
    if (start.title !== undefined) await checkInput(`${place}.title`, start.title, child)
    if (start.hero) await checkInput(`${place}.hero.name`, start.hero.name, child)
    if (start.choice && 'text' in start.choice)
      await this.#checkOwnWords(start.choice.text, child, `${place}.choice.text`)
  }

  async #checkOwnWords(text: string, child: Child, place = 'body.choice.text'): Promise<void> {
    await this.#options.checkInput(place, text, child)
  }

  async #first(accountId: string, child: Child, start: StartChapter): Promise<PreparedStart<StoryInput>> {
    const storyId = this.#newId()
    const askedTitle = start.title ?? null
    return {
      input: {
        ...commonInput(child),
        storyId,
        storyTitle: askedTitle ?? titleFromTheme(start.theme, child.language),
        askedTitle,
        hero: start.hero ?? null,
        theme: start.theme,
        chapterNumber: 1,
        totalChapters: start.totalChapters ?? DEFAULT_CHAPTERS,
        after: null,
        previous: [],
        choice: null,
        avoid: await this.#recentStories(child.id),
        seed: storyId,
      },
      writes: [this.#options.families.stillThere(accountId, child.id)],
    }
  }

  /** The next chapter of the path that was taken last, or the one that is there, asked for with the same choice. */
  async #next(accountId: string, child: Child, start: StartChapter): Promise<PreparedStart<StoryInput>> {
    const story = await this.#story(accountId, child, start)
    const all = pathTo(await this.#options.stories.chapters(story.id), story.current_chapter_id)
    const path = all.slice(0, start.chapterNumber - 1)
    if (path.length < start.chapterNumber - 1 || (path.length < all.length && !start.choice))
      throw new UnfoldError('CONFLICT', `Chapter ${start.chapterNumber} is not the next one of this story.`)
    return this.#after(accountId, child, story, path, start.choice, false)
  }

  async #after(
    accountId: string,
    child: Child,
    story: StoryRow,
    path: readonly SavedChapter[],
    answer: Answer | undefined,
    otherwise: boolean,
  ): Promise<PreparedStart<StoryInput>> {
    const last = path.at(-1)!
    const { families, stories, now } = this.#options
    const { question, key, ...made } = madeChoice(last, answer, otherwise)
    return {
      input: {
        ...commonInput(child),
        storyId: story.id,
        storyTitle: story.title,
        askedTitle: story.asked_title,
        hero: heroFromRow(story),
        theme: story.theme,
        chapterNumber: last.chapterNumber + 1,
        totalChapters: story.total_chapters,
        after: { chapterId: last.chapterId, choiceKey: key, ownWords: made.own ? made.text : null },
        previous: path.map(({ title, paragraphs, plot }) => ({ title, paragraphs, plot })),
        choice: { question, ...made },
        avoid: await this.#recentStories(child.id),
        seed: story.id,
      },
      claim: { key: chapterClaim(last.chapterId, key), reuseCompletedMs: FOR_EVER_MS },
      writes: [
        families.stillThere(accountId, child.id),
        ...(answer ? [stories.choose(last.chapterId, answer, now(), otherwise)] : []),
      ],
    }
  }

  async #story(accountId: string, child: Child, start: StartChapter): Promise<StoryRow> {
    const { stories } = this.#options
    const story = start.storyId
      ? await stories.find(accountId, start.storyId)
      : await stories.newest(storyOf(accountId, start), { open: true })
    if (!story || story.child_id !== child.id)
      throw new UnfoldError('NOT_FOUND', 'There is no such story to continue.')
    return story
  }

  /** A plot of another author's has no triple to be compared by. */
  async #recentStories(childId: number): Promise<StoryInput['avoid']> {
    const plots = await this.#options.stories.recentPlots(childId, this.#options.remembered)
    return plots.flatMap((plot) => {
      const memory = plotMemorySchema.safeParse(plot)
      return memory.success ? [tripleFromPlot(memory.data)] : []
    })
  }

  #newId(): string {
    return (this.#options.newId ?? randomUUID)()
  }
}

function storyOf(accountId: string, { childId, theme, title }: StartChapter) {
  return { accountId, childId, theme, title: title ?? null }
}

function chapterClaim(chapterId: string, choiceKey: string): string {
  return `chapter:${chapterId}:${choiceKey}`
}

/** A first chapter that names a story or a choice was meant as another one: it begins no story in silence. */
function requireFitting({ chapterNumber, storyId, choice, hero }: StartChapter): void {
  if (chapterNumber > 1 && hero) {
    throw new UnfoldError('INVALID', 'A story keeps the hero that it began with.', {
      fields: [{ field: 'body.hero', message: 'is for the first chapter' }],
    })
  }
  const misplaced = Object.entries({ storyId, choice }).filter(([, value]) => value !== undefined)
  if (chapterNumber > 1 || misplaced.length === 0) return
  throw new UnfoldError('INVALID', 'A first chapter continues nothing.', {
    fields: misplaced.map(([field]) => ({
      field: `body.${field}`,
      message: 'is for the chapters behind the first',
    })),
  })
}

/** What was chosen at the end of a chapter, now or before. */
function madeChoice(last: SavedChapter, answer: Answer | undefined, otherwise: boolean) {
  const saved = last.choice
  if (!saved) throw new UnfoldError('CONFLICT', 'The story has ended: there is nothing to choose.')
  const { question, made } = saved
  if (!answer) {
    if (made) return { question, ...made }
    throw new UnfoldError('CONFLICT', 'The choice at the end of the chapter before is not made yet.')
  }
  const key = choiceKeyFromAnswer(answer)
  if (made && made.key !== key && !otherwise)
    throw new UnfoldError('CONFLICT', 'Another choice was made here already.')
  if ('text' in answer) return { question, key, text: answer.text, own: true }
  const option = saved.options[answer.index]
  if (option) return { question, key, text: option.text, own: false }
  throw new UnfoldError('INVALID', 'There is no such choice.', {
    fields: [{ field: 'body.choice.index', message: `must be below ${saved.options.length}` }],
  })
}

function commonInput(child: Child): Pick<StoryInput, 'childId' | 'child' | 'mode'> {
  const { id, mode, ...rest } = child
  return { childId: id, child: rest, mode }
}
