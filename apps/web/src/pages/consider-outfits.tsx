import { ConsiderOutfitsPage } from '@unfold/outfits/web'
import { useWardrobe } from '../wardrobe.ts'
import { OutfitsDoor, type OutfitsVisit } from './outfits-door.tsx'

export function ConsiderOutfits() {
  return <OutfitsDoor>{(visit) => <Form {...visit} />}</OutfitsDoor>
}

function Form({ search, isDebug, openJob, link }: OutfitsVisit) {
  const wardrobe = useWardrobe(true)
  if (wardrobe.error) throw wardrobe.error
  return (
    <ConsiderOutfitsPage
      wardrobe={wardrobe.data ?? null}
      item={search.item ?? null}
      isDebug={isDebug}
      openJob={openJob}
      link={link}
    />
  )
}
