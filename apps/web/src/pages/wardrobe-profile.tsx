import { WardrobeProfilePage } from '@unfold/outfits/web'
import { useProfile } from '../wardrobe-facts.ts'
import { WardrobeDoor } from './wardrobe-door.tsx'

export function WardrobeProfile() {
  return <WardrobeDoor>{(facts) => <WithProfile facts={facts} />}</WardrobeDoor>
}

type Facts = Parameters<Parameters<typeof WardrobeDoor>[0]['children']>[0]

function WithProfile({ facts }: { facts: Facts }) {
  const profile = useProfile(true)
  return <WardrobeProfilePage {...facts} profile={{ value: profile.data, error: profile.error }} />
}
