import type { StoryChapter } from '../shared/index.ts'
import { directionOf, langOf, type Direction } from '../shared/direction.ts'
import { branchesOf } from './story-queries.ts'

interface StoryTreeProps {
  chapters: readonly StoryChapter[]
  /** The chapter whose path is shown. */
  shown: string
  show: (chapterId: string) => void
}

interface StoryTreePlace extends StoryTreeProps {
  /** Of the story: the side from which its branches grow. */
  direction: Direction
}

/** Every way that was taken, as lists in lists: a chapter, and below it what each choice led to. */
export function StoryTree({ chapters, shown, show, direction }: StoryTreePlace) {
  return (
    <nav className="story-tree" aria-label="All ways of this story" dir={direction}>
      <Branch {...{ chapters, shown, show }} from={chapters.filter(({ parentId }) => parentId === null)} />
    </nav>
  )
}

function Branch({ chapters, shown, show, from }: StoryTreeProps & { from: readonly StoryChapter[] }) {
  return (
    <ol>
      {from.map((chapter) => {
        const { chapterId, choice, title, chapterNumber, runId } = chapter
        const words = title ?? `Chapter ${chapterNumber}`
        const next = branchesOf(chapters, chapterId)
        return (
          <li key={chapterId}>
            {choice && (
              <p className="soft" {...lineOf(choice.text)}>
                {choice.text}
              </p>
            )}
            {runId !== null && chapter.status === 'ready' ? (
              <button
                type="button"
                className="tree-chapter"
                aria-current={chapterId === shown ? 'true' : undefined}
                onClick={() => show(chapterId)}
                {...lineOf(words)}
              >
                {words}
              </button>
            ) : (
              <span className="tree-chapter" dir="ltr">
                {runId !== null && chapter.status === 'writing' ? (
                  <a href={`/read/${runId}`}>Chapter {chapterNumber}, being written</a>
                ) : (
                  `Chapter ${chapterNumber}: a grown-up will open it`
                )}
              </span>
            )}
            {next.length > 0 && <Branch {...{ chapters, shown, show }} from={next} />}
          </li>
        )
      })}
    </ol>
  )
}

function lineOf(text: string) {
  const direction = directionOf(text, 'ltr')
  return { dir: direction, lang: langOf(direction) }
}
