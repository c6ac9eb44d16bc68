import { getRouteApi } from '@tanstack/react-router'
import { PiecePage } from '@unfold/outfits/web'
import { WardrobeDoor } from './wardrobe-door.tsx'

const route = getRouteApi('/wardrobe/$itemId')

export function Piece() {
  const { itemId } = route.useParams()
  const navigate = route.useNavigate()
  return (
    <WardrobeDoor>
      {(facts) => (
        <PiecePage
          // Another piece is another page: nothing that was typed for this one is carried over.
          key={itemId}
          {...facts}
          itemId={itemId}
          onRemoved={() => {
            facts.onChanged()
            void navigate({ to: '/wardrobe', replace: true })
          }}
        />
      )}
    </WardrobeDoor>
  )
}
