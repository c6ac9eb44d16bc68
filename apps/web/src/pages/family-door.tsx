import type { ReactNode } from 'react'
import { NeedsAccount } from '../account/needs-account.tsx'
import { useMe, type Me } from '../account/session.ts'
import { Loading } from '../shell/loading.tsx'

/** What lies behind it belongs to a family: who is not signed in is told so. */
export function FamilyDoor({
  what,
  children,
}: {
  what: string
  children: (account: NonNullable<Me['account']>) => ReactNode
}) {
  const me = useMe()
  if (me.error) throw me.error
  if (!me.data) return <Loading />
  return me.data.account === null ? <NeedsAccount what={what} /> : children(me.data.account)
}
