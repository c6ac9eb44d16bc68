import { ShelfPage } from '@unfold/stories/web'
import { FamilyDoor } from './family-door.tsx'

export function Shelf() {
  return <FamilyDoor what="A shelf">{() => <ShelfPage />}</FamilyDoor>
}
