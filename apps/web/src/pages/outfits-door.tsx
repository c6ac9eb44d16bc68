import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { PageLink } from '@unfold/outfits/web'
import type { ReactNode } from 'react'
import { NeedsAccount } from '../account/needs-account.tsx'
import { useMe } from '../account/session.ts'
import { labelOf, type OutfitsSearch, readOutfitsSearch } from '../outfits-search.ts'
import { Loading } from '../shell/loading.tsx'
import { OutfitsNav } from './outfits-nav.tsx'

export interface OutfitsVisit {
  search: OutfitsSearch
  isOffline: boolean
  isDebug: boolean
  openJob: (jobId: string) => void
  link: PageLink
}

/** The pages behind it belong to somebody: who is not signed in, or is somebody else, is told so. */
export function OutfitsDoor({ children }: { children: (visit: OutfitsVisit) => ReactNode }) {
  const search = useOutfitsSearch()
  const navigate = useNavigate()
  const me = useMe()
  if (me.error) throw me.error
  if (!me.data) return <Loading />
  const { account, model } = me.data
  if (account === null) return <NeedsAccount what="A wardrobe" />
  const user = labelOf(account)
  if (search.user !== undefined && search.user !== account.id && search.user !== user) {
    return (
      <div className="page narrow">
        <title>Somebody else’s page · Unfold</title>
        <h1>This page is somebody else’s</h1>
        <p>The address names another person. Sign in as them, or go to your own wardrobe.</p>
        <p className="row">
          <Link className="button" to="/sign-in">
            Sign in
          </Link>
          <Link to="/occasion" search={{ user }}>
            My own outfits
          </Link>
        </p>
      </div>
    )
  }
  const page = children({
    search,
    isOffline: model.offline,
    isDebug: search.debug === true,
    openJob: (job) =>
      void navigate({ to: '/reveal', search: { user: search.user ?? user, job, ...modesOf(search) } }),
    link: OutfitsLink,
  })
  return (
    <>
      <OutfitsNav link={OutfitsLink} />
      {page}
    </>
  )
}

/** Keeps who is here, and the modes that the address says. */
const OutfitsLink: PageLink = ({ to, item, className, children }) => {
  const search = useOutfitsSearch()
  const account = useMe().data?.account ?? null
  const user = search.user ?? (account && labelOf(account))
  return (
    <Link
      to={to}
      search={{ ...(user ? { user } : {}), ...(item ? { item } : {}), ...modesOf(search) }}
      // The same page is the same page, whoever the address names.
      activeOptions={{ exact: true, includeSearch: false }}
      className={className}
    >
      {children}
    </Link>
  )
}

function useOutfitsSearch(): OutfitsSearch {
  const search: Record<string, unknown> = useSearch({ strict: false })
  return readOutfitsSearch(search)
}

function modesOf({ debug, stream }: OutfitsSearch): Pick<OutfitsSearch, 'debug' | 'stream'> {
  return { ...(debug ? { debug } : {}), ...(stream ? { stream } : {}) }
}
