import { getRouteApi } from '@tanstack/react-router'
import { KEPT_LISTS, KeptPage } from '@unfold/outfits/web'
import { WardrobeDoor } from './wardrobe-door.tsx'

const route = getRouteApi('/wardrobe/kept')

export function Kept() {
  const { list } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <WardrobeDoor>
      {(facts) => (
        <KeptPage
          {...facts}
          list={KEPT_LISTS.find((one) => one === list) ?? 'saved'}
          setList={(one) => void navigate({ search: { list: one }, replace: true, resetScroll: false })}
        />
      )}
    </WardrobeDoor>
  )
}
