import { randomUUID } from 'node:crypto'
import type { PreparedStart } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import { type Child, DEFAULT_CHAPTERS, type StartChapter, THEMES } from '../../shared/index.ts'
import type { Families, SavedChapter, Stories, StoryRow } from '../records/index.ts'
import { plotMemorySchema, tripleFromPlot } from '../storyteller/index.ts'
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
    return start.chapterNumber === 1 ? this.#first(child, start) : this.#next(accountId, child, start)
  }

  /**
   * Claims that a run of a chapter behind the first may hold, for whoever names no story: of the newest one that is
   * open, and of the newest of all, which that very chapter may have ended.
   */
  async claimKeys(accountId: string, start: StartChapter): Promise<string[]> {
    const { stories } = this.#options
    const of = storyOf(accountId, start)
    const found = await Promise.all([stories.newest(of, { open: true }), stories.newest(of, { open: false })])
    return found.flatMap((story) => (story ? [chapterClaim(story, start.chapterNumber)] : []))
  }

  async #checkWords(start: StartChapter, child: Child, place: string): Promise<void> {
    const { checkInput } = this.#options
    // Our own themes need no verdict: a story of one begins before any model was asked anything.
    if (!isOwnTheme(start.theme)) await checkInput(`${place}.theme`, start.theme, child)
    if (start.title !== undefined) await checkInput(`${place}.title`, start.title, child)
    if (start.choice && 'text' in start.choice)
      await checkInput(`${place}.choice.text`, start.choice.text, child)
  }

  async #first(child: Child, start: StartChapter): Promise<PreparedStart<StoryInput>> {
    const storyId = this.#newId()
    const askedTitle = start.title ?? null
    return {
      input: {
        ...commonInput(child),
        storyId,
        storyTitle:
          askedTitle ??
          `${capitalized(start.theme)} Adventure`.replace(/^Adventure Adventure$/, 'A New Adventure'),
        askedTitle,
        theme: start.theme,
        chapterNumber: 1,
        totalChapters: start.totalChapters ?? DEFAULT_CHAPTERS,
        previous: [],
        choice: null,
        avoid: await this.#recentStories(child.id),
        seed: storyId,
      },
    }
  }

  async #next(accountId: string, child: Child, start: StartChapter): Promise<PreparedStart<StoryInput>> {
    const story = await this.#story(accountId, child, start)
    const chapters = await this.#options.stories.chapters(story.id)
    const last = chapters.at(-1)
    if (!last || story.is_completed || story.current_chapter !== start.chapterNumber - 1) {
      throw new UnfoldError('CONFLICT', `Chapter ${start.chapterNumber} is not the next one of this story.`)
    }
    const { choice, write } = this.#choice(last, start)
    return {
      input: {
        ...commonInput(child),
        storyId: story.id,
        storyTitle: story.title,
        askedTitle: story.asked_title,
        theme: story.theme,
        chapterNumber: start.chapterNumber,
        totalChapters: story.total_chapters,
        previous: chapters.map(({ title, paragraphs, plot }) => ({ title, paragraphs, plot })),
        choice,
        avoid: await this.#recentStories(child.id),
        seed: story.id,
      },
      claim: { key: chapterClaim(story, start.chapterNumber), reuseCompletedMs: FOR_EVER_MS },
      writes: write,
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

  #choice(
    last: SavedChapter,
    start: StartChapter,
  ): { choice: NonNullable<StoryInput['choice']>; write: PreparedStart['writes'] } {
    const saved = last.choice
    if (!saved) throw new UnfoldError('CONFLICT', 'The story has ended: there is nothing to choose.')
    if (!start.choice) {
      if (!saved.made)
        throw new UnfoldError('CONFLICT', 'The choice at the end of the chapter before is not made yet.')
      return { choice: { question: saved.question, ...saved.made }, write: [] }
    }
    const made = madeChoice(saved.options, start.choice)
    if (saved.made && (saved.made.text !== made.text || saved.made.own !== made.own)) {
      throw new UnfoldError('CONFLICT', 'Another choice was made here already.')
    }
    const write = [this.#options.stories.choose(last.chapterId, start.choice, this.#options.now())]
    return { choice: { question: saved.question, ...made }, write }
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

function chapterClaim(story: StoryRow, chapterNumber: number): string {
  return `chapter:${story.id}:${chapterNumber}`
}

function isOwnTheme(theme: string): boolean {
  return (THEMES as readonly string[]).includes(theme)
}

/** A first chapter that names a story or a choice was meant as another one: it begins no story in silence. */
function requireFitting({ chapterNumber, storyId, choice }: StartChapter): void {
  const misplaced = Object.entries({ storyId, choice }).filter(([, value]) => value !== undefined)
  if (chapterNumber > 1 || misplaced.length === 0) return
  throw new UnfoldError('INVALID', 'A first chapter continues nothing.', {
    fields: misplaced.map(([field]) => ({
      field: `body.${field}`,
      message: 'is for the chapters behind the first',
    })),
  })
}

function madeChoice(options: readonly { text: string }[], choice: NonNullable<StartChapter['choice']>) {
  if ('text' in choice) return { text: choice.text, own: true }
  const option = options[choice.index]
  if (!option) {
    throw new UnfoldError('INVALID', 'There is no such choice.', {
      fields: [{ field: 'body.choice.index', message: `must be below ${options.length}` }],
    })
  }
  return { text: option.text, own: false }
}

function commonInput(child: Child): Pick<StoryInput, 'childId' | 'child'> {
  const { id, ...rest } = child
  return { childId: id, child: rest }
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1)
}
