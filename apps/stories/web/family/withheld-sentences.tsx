import type { Withheld } from '../../shared/index.ts'
import { useWithheld } from './queries.ts'
import { ReadingTrouble } from './reading-trouble.tsx'

/** Every sentence with its reason, by chapter. */
export function WithheldSentences({ childId }: { childId: number | undefined }) {
  const withheld = useWithheld(childId)
  const sentences = withheld.data?.pages.flatMap((page) => page.sentences) ?? []
  return (
    <div aria-busy={withheld.isPending}>
      <ReadingTrouble what="The sentences" error={withheld.error} />
      {withheld.isSuccess && sentences.length === 0 && !withheld.hasNextPage && (
        <p>Nothing was withheld so far.</p>
      )}
      {[...chaptersOf(sentences)].map(([runId, list]) => (
        <div key={runId} className="withheld">
          <h3 dir="auto">
            {list[0]!.storyTitle}, chapter {list[0]!.chapterNumber}
          </h3>
          <p className="soft">
            For <bdi>{list[0]!.nickname}</bdi>, {WHEN.format(list[0]!.at)} ·{' '}
            <a href={`/read/${runId}`}>the chapter</a>
          </p>
          <ul>
            {list.map((sentence) => (
              <li key={`${sentence.at}-${sentence.text}`}>
                <q dir="auto">{sentence.text}</q>
                <span className="soft">{sayReason(sentence)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {withheld.hasNextPage && (
        <button
          type="button"
          className="button quiet"
          disabled={withheld.isFetchingNextPage}
          onClick={() => void withheld.fetchNextPage()}
        >
          {withheld.isFetchingNextPage ? 'One moment…' : 'Look further back'}
        </button>
      )}
    </div>
  )
}

const WHEN = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
})

const CAUSE_WORDS = {
  rejected: 'It was found unfit.',
  'no-verdict': 'The checker gave no answer.',
  timeout: 'The checker did not answer in time.',
  crashed: 'The checker failed.',
} as const

function sayReason({ kind, reason, checker, cause }: Withheld): string {
  const why = reason ?? CAUSE_WORDS[cause ?? 'rejected']
  const by = checker === null ? '' : `, by the ${checker}`
  return `${why} (${kind}${by})`
}

function chaptersOf(sentences: readonly Withheld[]): Map<string, Withheld[]> {
  const chapters = new Map<string, Withheld[]>()
  for (const sentence of sentences) {
    const list = chapters.get(sentence.runId)
    if (list) list.push(sentence)
    else chapters.set(sentence.runId, [sentence])
  }
  return chapters
}
