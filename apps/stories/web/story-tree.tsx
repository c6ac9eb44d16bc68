import type { StoryChapter } from '../shared/index.ts'
import type { Direction } from '../shared/direction.ts'
import { BOOK_WORDS } from './book-words.ts'
import { lineOf } from './line-of.ts'
import { branchesOf } from './story-queries.ts'

interface StoryTreeProps {
  chapters: readonly StoryChapter[]
  /** The chapter whose path is shown. */
  shown: string
  show: (chapterId: string) => void
  /** Of the story: the side from which its branches grow. */
  direction: Direction
}

/** Every way that was taken, as lists in lists: a chapter, and below it what each choice led to. */
export function StoryTree({ chapters, shown, show, direction }: StoryTreeProps) {
  return (
    <nav className="story-tree" aria-label={BOOK_WORDS[direction].allWays} dir={direction}>
      <Branch
        {...{ chapters, shown, show, direction }}
        from={chapters.filter(({ parentId }) => parentId === null)}
      />
    </nav>
  )
}

function Branch({
  chapters,
  shown,
  show,
  direction,
  from,
}: StoryTreeProps & { from: readonly StoryChapter[] }) {
  const say = BOOK_WORDS[direction]
  return (
    <ol>
      {from.map((chapter) => {
        const { chapterId, choice, title, chapterNumber, runId } = chapter
        const words = title ?? say.chapter(chapterNumber)
        const next = branchesOf(chapters, chapterId)
        return (
          <li key={chapterId}>
            {choice && (
              <p className="soft" {...lineOf(choice.text, direction)}>
                {choice.text}
              </p>
            )}
            {runId !== null && chapter.status === 'ready' ? (
              <button
                type="button"
                className="tree-chapter"
                aria-current={chapterId === shown ? 'true' : undefined}
                onClick={() => show(chapterId)}
                {...lineOf(words, direction)}
              >
                {words}
              </button>
            ) : (
              <span className="tree-chapter">
                {runId !== null && chapter.status === 'writing' ? (
                  <a href={`/read/${runId}`}>{say.writing(chapterNumber)}</a>
                ) : (
                  say.held(chapterNumber)
                )}
              </span>
            )}
            {next.length > 0 && <Branch {...{ chapters, shown, show, direction }} from={next} />}
          </li>
        )
      })}
    </ol>
  )
}
