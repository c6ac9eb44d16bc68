import { getRouteApi, useRouter } from '@tanstack/react-router'
import {
  ADD_WAYS,
  type AddWay,
  filterFromSearch,
  OpenPage,
  type PieceFilter,
  WardrobePage,
} from '@unfold/outfits/web'
import { useCallback, useEffect } from 'react'
import { NeedsAccount } from '../account/needs-account.tsx'
import { useMe } from '../account/session.ts'
import { useWardrobe } from '../wardrobe.ts'
import { useOpenImports, useWardrobeChanged } from '../wardrobe-facts.ts'

const route = getRouteApi('/wardrobe')
/** An unchanged wardrobe is answered with 304. */
const LOOK_MS = 5_000

export function Wardrobe() {
  const search = route.useSearch()
  const add = ADD_WAYS.find((way) => way === search.add)
  const filter = filterFromSearch(search)
  const navigate = route.useNavigate()
  const router = useRouter()
  const me = useMe()
  const account = me.data?.account ?? null
  const items = useWardrobe(account !== null, LOOK_MS)
  const imports = useOpenImports(account !== null)
  const changed = useWardrobeChanged()
  const go = useCallback(
    (next: PieceFilter & { add?: AddWay }) =>
      void navigate({ search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  const keepFilter = useCallback((kept: PieceFilter) => go({ ...kept, ...(add && { add }) }), [go, add])
  // A piece that an import made, or another tab: the pictures follow the numbers.
  const ready = imports.value?.reduce((sum, { counts }) => sum + counts.ready, 0) ?? 0
  const { refetch } = items
  useEffect(() => void (ready > 0 && refetch()), [ready, refetch])
  if (me.isSuccess && account === null) return <NeedsAccount what="A wardrobe" />
  return (
    <OpenPage value={(href) => void router.navigate({ href })}>
      <WardrobePage
        items={{ value: items.data, error: items.error ?? me.error }}
        imports={imports}
        vision={imports.vision}
        filter={filter}
        keepFilter={keepFilter}
        adding={add ?? null}
        setAdding={(way) => go({ ...filter, ...(way && { add: way }) })}
        onChanged={changed}
      />
    </OpenPage>
  )
}
