import { useState, type SubmitEvent } from 'react'
import type { OutfitFormProps } from '../occasion-page.tsx'
import { PiecePicks } from '../piece-picks.tsx'
import { Problem } from '../problem.tsx'
import { ParallelChoice } from '../request/parallel-choice.tsx'
import { useStart } from '../request/use-start.ts'

interface ConsiderOutfitsPageProps extends OutfitFormProps {
  /** The piece that the address names. */
  item: string | null
}

/** Outfits with a piece that one does not own yet, or with what one owns instead. */
export function ConsiderOutfitsPage({
  wardrobe,
  item,
  isDebug,
  openJob,
  link: Link,
}: ConsiderOutfitsPageProps) {
  const considered = wardrobe?.filter(({ ownership }) => ownership === 'considering') ?? null
  const [picked, setPicked] = useState<string[]>(item === null ? [] : [item])
  const [isInstead, setInstead] = useState(false)
  const [isParallel, setParallel] = useState(false)
  const { start, isBusy, problem, forget } = useStart(openJob)
  // With a single one there is nothing to choose.
  const only = considered?.length === 1 ? [considered[0]!.id] : []
  const anchors = picked.length > 0 ? picked : only

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    start({
      mode: 'consider-buying',
      anchors,
      useExistingSimilar: isInstead,
      parallel: isParallel,
      debug: isDebug,
    })
  }

  return (
    <div className="page outfit-form">
      <title>Outfits with a piece you might buy · Unfold</title>
      <h1>What would you wear it with?</h1>
      <p className="lead">Three outfits around the piece, out of what you own.</p>
      {considered?.length === 0 ? (
        <div className="sheet empty-wardrobe">
          <h2>Nothing under consideration</h2>
          <p>Tell of a piece first: by a line, or by a picture of it.</p>
          <Link to="/consider-buying" className="button">
            Look at a piece
          </Link>
        </div>
      ) : (
        <form onSubmit={send} onChange={forget}>
          <PiecePicks
            legend="The piece"
            isSingle
            items={considered ?? []}
            chosen={anchors}
            setChosen={setPicked}
          />
          <label className="line-pick">
            <input type="checkbox" checked={isInstead} onChange={() => setInstead(!isInstead)} />
            Use what I own that is nearly the same instead
          </label>
          <ParallelChoice isParallel={isParallel} setParallel={setParallel} />
          <Problem text={problem} />
          <button type="submit" className="button" disabled={isBusy}>
            {isBusy ? 'Opening the wardrobe…' : 'Create outfits'}
          </button>
        </form>
      )}
    </div>
  )
}
