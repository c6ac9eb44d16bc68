import { useRouter } from '@tanstack/react-router'
import { OpenPage, type WardrobeFacts } from '@unfold/outfits/web'
import type { ReactNode } from 'react'
import { NeedsAccount } from '../account/needs-account.tsx'
import { useMe } from '../account/session.ts'
import { useWardrobe } from '../wardrobe.ts'
import { useBans, useKeptOutfits, useWardrobeChanged } from '../wardrobe-facts.ts'

interface WardrobeDoorProps {
  children: (facts: WardrobeFacts) => ReactNode
}

/** Pages about what is in a wardrobe: they need somebody whose it is, and read it once for all of them. */
export function WardrobeDoor({ children }: WardrobeDoorProps) {
  const router = useRouter()
  const me = useMe()
  const account = me.data?.account ?? null
  const isHere = account !== null
  const items = useWardrobe(isHere)
  const bans = useBans(isHere)
  const saved = useKeptOutfits('saved', isHere)
  const worn = useKeptOutfits('worn', isHere)
  const disliked = useKeptOutfits('disliked', isHere)
  const onChanged = useWardrobeChanged()
  if (me.isSuccess && account === null) return <NeedsAccount what="A wardrobe" />
  return (
    <OpenPage value={(href) => void router.navigate({ href })}>
      {children({
        items: { value: items.data, error: items.error ?? me.error },
        bans: { value: bans.data, error: bans.error },
        saved: { value: saved.data, error: saved.error },
        worn: { value: worn.data, error: worn.error },
        disliked: { value: disliked.data, error: disliked.error },
        onChanged,
      })}
    </OpenPage>
  )
}
