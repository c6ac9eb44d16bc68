import { Link } from '@tanstack/react-router'
import { RevealPage } from '@unfold/outfits/web'
import { useAllKeptOutfits } from '../kept-outfits.ts'
import { useWardrobe } from '../wardrobe.ts'
import { OutfitsDoor, type OutfitsVisit } from './outfits-door.tsx'

export function Reveal() {
  return <OutfitsDoor>{(visit) => <Job key={visit.search.job} {...visit} />}</OutfitsDoor>
}

function Job({ search, isDebug, isOffline, openJob, link }: OutfitsVisit) {
  const wardrobe = useWardrobe(true)
  const kept = useAllKeptOutfits()
  return (
    <RevealPage
      // Without one it is as unknown as one that was erased.
      jobId={search.job ?? 'none'}
      wardrobe={wardrobe.data ?? null}
      {...kept}
      isOffline={isOffline}
      isDebug={isDebug}
      isPolling={search.stream === 'off'}
      openJob={openJob}
      link={link}
      signIn={
        <Link className="button" to="/sign-in">
          Sign in
        </Link>
      }
    />
  )
}
