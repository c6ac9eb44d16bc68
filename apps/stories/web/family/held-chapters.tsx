import type { HeldChapter } from '../../shared/index.ts'
import { problemWords } from './problem-words.ts'
import { useHeldChapters, useRelease } from './queries.ts'
import { ReadingTrouble } from './reading-trouble.tsx'

/** Chapters that a child may not read yet. */
export function HeldChapters() {
  const held = useHeldChapters()
  const chapters = held.data?.chapters ?? []
  return (
    <section aria-labelledby="held" aria-busy={held.isPending}>
      <h2 id="held">Waiting for you</h2>
      <ReadingTrouble what="The chapters" error={held.error} />
      {held.isSuccess && chapters.length === 0 && (
        <p className="soft">No chapter waits. One does where a child’s chapters are to be opened by you.</p>
      )}
      <ul className="family">
        {chapters.map((chapter) => (
          <Held key={chapter.chapterId} chapter={chapter} />
        ))}
      </ul>
    </section>
  )
}

function Held({ chapter }: { chapter: HeldChapter }) {
  const release = useRelease(chapter.chapterId)
  const { title, storyTitle, nickname, chapterNumber, runId } = chapter
  return (
    <li className="sheet">
      <h3 dir="auto">{title}</h3>
      <p className="soft">
        Chapter {chapterNumber} of “<bdi>{storyTitle}</bdi>”, for <bdi>{nickname}</bdi>
      </p>
      <p className="row">
        <a className="button quiet" href={`/read/${runId}`}>
          Read it first
        </a>
        <button
          type="button"
          className="button"
          disabled={release.isPending}
          onClick={() => release.mutate()}
        >
          Let {nickname} read it
        </button>
      </p>
      <div role="alert">{release.error && <p className="wrong">{problemWords(release.error)}</p>}</div>
    </li>
  )
}
