import { FamilyPage } from '@unfold/stories/web'
import { FamilyDoor } from './family-door.tsx'

export function Family() {
  return <FamilyDoor what="A family">{() => <FamilyPage />}</FamilyDoor>
}
