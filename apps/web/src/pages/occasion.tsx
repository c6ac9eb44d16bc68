import { OccasionPage } from '@unfold/outfits/web'
import { useWardrobe } from '../wardrobe.ts'
import { OutfitsDoor, type OutfitsVisit } from './outfits-door.tsx'

export function Occasion() {
  return <OutfitsDoor>{(visit) => <Form {...visit} />}</OutfitsDoor>
}

function Form({ isDebug, openJob, link }: OutfitsVisit) {
  const wardrobe = useWardrobe(true)
  if (wardrobe.error) throw wardrobe.error
  return <OccasionPage wardrobe={wardrobe.data ?? null} isDebug={isDebug} openJob={openJob} link={link} />
}
