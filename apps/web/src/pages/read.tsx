import { getRouteApi, Link } from '@tanstack/react-router'
import { ReaderPage, type AppearanceWords } from '@unfold/stories/web'
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
      appearance={appearance}
      signIn={signIn}
      home={home}
    />
  )
}

// Which words they have, the page says: they are in the language of its story.
const appearance = (words: AppearanceWords) => <ThemePicks words={words} />

const signIn = (words: string) => (
  <Link className="button" to="/sign-in">
    {words}
  </Link>
)

const home = (words: string) => (
  <Link className="button" to="/story">
    {words}
  </Link>
)
