import { getRouteApi, useRouter } from '@tanstack/react-router'
import { ParentPage } from '@unfold/stories/web'
import { FamilyDoor } from './family-door.tsx'

const route = getRouteApi('/parent')

export function Parent() {
  const { next = null } = route.useSearch()
  const router = useRouter()
  return (
    <FamilyDoor what="The parents’ page">
      {(account) => (
        <ParentPage
          hasPassword={!account.demo}
          next={next}
          openPage={(address) => router.history.push(address)}
        />
      )}
    </FamilyDoor>
  )
}
