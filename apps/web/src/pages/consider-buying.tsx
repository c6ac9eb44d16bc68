import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ConsiderPage, fetchConsidered, fetchPurchase } from '@unfold/outfits/web'
import { UnfoldError } from 'unfold/protocol'
import { useWardrobe } from '../wardrobe.ts'
import { OutfitsDoor, type OutfitsVisit } from './outfits-door.tsx'

export function ConsiderBuying() {
  return <OutfitsDoor>{(visit) => <Piece {...visit} />}</OutfitsDoor>
}

function Piece({ search, link }: OutfitsVisit) {
  const { item, ...rest } = search
  const navigate = useNavigate()
  const queries = useQueryClient()
  const wardrobe = useWardrobe(true)
  const list = useQuery({
    queryKey: ['wardrobe', 'considered'],
    queryFn: ({ signal }) => fetchConsidered(signal),
  })
  const purchase = useQuery({
    queryKey: ['wardrobe', 'purchase', item],
    queryFn: ({ signal }) => fetchPurchase(item!, signal),
    enabled: item !== undefined,
    placeholderData: keepPreviousData,
  })
  const isGone = purchase.error instanceof UnfoldError && purchase.error.code === 'NOT_FOUND'
  const broken = wardrobe.error ?? list.error ?? (isGone ? null : purchase.error)
  if (broken) throw broken
  return (
    <ConsiderPage
      purchase={item === undefined || isGone ? null : (purchase.data ?? null)}
      isGone={isGone}
      list={list.data ?? null}
      wardrobe={wardrobe.data ?? null}
      openPiece={(itemId) =>
        void navigate({
          to: '/consider-buying',
          search: { ...rest, ...(itemId === null ? {} : { item: itemId }) },
        })
      }
      onChanged={() => void queries.invalidateQueries({ queryKey: ['wardrobe'] })}
      link={link}
    />
  )
}
