import { getRouteApi, Link } from '@tanstack/react-router'
import { ReaderPage } from '@unfold/stories/web'
import { useMe } from '../account/session.ts'
import { ThemePicks } from '../shell/theme-picks.tsx'

const route = getRouteApi('/read/$runId')

export function Read() {
  const { runId } = route.useParams()
  const navigate = route.useNavigate()
  const me = useMe()
  return (
    <ReaderPage
      // Another chapter is another page: nothing of this one's reading is carried over.
      key={runId}
      runId={runId}
      isOffline={me.data?.model.offline ?? false}
      openRun={(next) => void navigate({ to: '/read/$runId', params: { runId: next } })}
      isGuest={me.data?.account?.demo ?? true}
      appearance={<ThemePicks />}
      signIn={
        <Link className="button" to="/sign-in">
          Sign in
        </Link>
      }
      home={
        <Link className="button" to="/story">
          Another story
        </Link>
      }
    />
  )
}
