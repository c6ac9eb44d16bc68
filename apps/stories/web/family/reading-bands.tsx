import type { ShelfStory, StoryChapter } from '../../shared/index.ts'
import { useStory } from '../story-queries.ts'
import { useShelf } from './queries.ts'
import { LEVEL_WORDS } from './words.ts'
import { ReadingTrouble } from './reading-trouble.tsx'

/** The newest stories; older ones say it on their own pages. */
const STORIES = 5

/** How hard each chapter turned out, measured on its words: a band, and the three facts behind it. */
export function ReadingBands({ childId }: { childId: number | undefined }) {
  const shelf = useShelf(childId === undefined ? {} : { childId })
  const stories = shelf.data?.pages[0]?.stories.slice(0, STORIES) ?? []
  return (
    <section aria-labelledby="bands" aria-busy={shelf.isPending}>
      <h2 id="bands">How it reads</h2>
      <ReadingTrouble what="The stories" error={shelf.error} />
      {shelf.isSuccess && stories.length === 0 && (
        <p className="soft">No story was told yet. Each chapter is measured while it is written.</p>
      )}
      {stories.map((story) => (
        <StoryBands key={story.storyId} story={story} />
      ))}
    </section>
  )
}

function StoryBands({ story: { storyId, title, readingLevel } }: { story: ShelfStory }) {
  const story = useStory(storyId)
  const chapters = (story.data?.chapters ?? []).filter(isMeasured)
  if (chapters.length === 0) return null
  return (
    <div className="bands">
      <h3 dir="auto">
        <a href={`/story/${storyId}`}>{title}</a>
      </h3>
      <p className="soft">Asked for as {LEVEL_WORDS[readingLevel].toLowerCase()}.</p>
      <ol>
        {chapters.map(({ chapterId, chapterNumber, title: name, reading }) => (
          <li key={chapterId} value={chapterNumber}>
            <strong>{LEVEL_WORDS[reading.band]}</strong> <span dir="auto">{name}</span>
            <span className="soft">
              longest sentence {reading.facts.longest_sentence_words} words, longest word “
              <bdi>{reading.facts.longest_word}</bdi>”, {reading.facts.new_words_percent} of a hundred words
              may be new
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

type Measured = StoryChapter & { reading: NonNullable<StoryChapter['reading']> }

function isMeasured(chapter: StoryChapter): chapter is Measured {
  // A page may be newer than the server that answers it.
  return Boolean(chapter.reading)
}
