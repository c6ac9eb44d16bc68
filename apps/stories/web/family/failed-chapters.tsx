import { useQuery } from '@tanstack/react-query'
import { placeFromInput } from '../start-chapter.ts'
import { chapterQuery } from '../story-queries.ts'
import { useFailedRuns } from './queries.ts'
import { ReadingTrouble } from './reading-trouble.tsx'

/** What the child was not told: chapters that broke off, why, and where to try again. */
export function FailedChapters() {
  const failed = useFailedRuns()
  const runs = failed.data ?? []
  if (runs.length === 0 && !failed.isError) return null
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">Broken off</h2>
      <ReadingTrouble what="The runs" error={failed.error} />
      <ul className="family">
        {runs.map((runId) => (
          <FailedChapter key={runId} runId={runId} />
        ))}
      </ul>
    </section>
  )
}

function FailedChapter({ runId }: { runId: string }) {
  const { data: run } = useQuery(chapterQuery(runId))
  const place = run ? placeFromInput(run.input) : null
  const cause = run?.error?.message ?? 'It could not be finished.'
  return (
    <li className="sheet" aria-busy={run === undefined}>
      <h3 dir="auto">{place?.title ?? 'A chapter'}</h3>
      <p className="soft">
        {place ? `Chapter ${place.chapterNumber} of ${place.totalChapters}. ` : ''}
        {cause}
      </p>
      <p>
        <a className="button quiet" href={`/read/${runId}`}>
          Look at it, and try again
        </a>
      </p>
    </li>
  )
}
