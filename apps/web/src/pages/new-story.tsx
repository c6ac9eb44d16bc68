import { getRouteApi, Link } from '@tanstack/react-router'
import { ChildForm, NewStoryPage, useChildren } from '@unfold/stories/web'
import { useMe } from '../account/session.ts'

const route = getRouteApi('/story')

export function NewStory() {
  const { child } = route.useSearch()
  const navigate = route.useNavigate()
  const me = useMe()
  const isSignedIn = (me.data?.account ?? null) !== null
  const family = useChildren(isSignedIn)
  if (me.isSuccess && !isSignedIn) {
    return (
      <div className="page narrow">
        <h1>A story needs a family</h1>
        <p>Sign in, so that the story is kept for the child it is told to.</p>
        <p className="row">
          <Link className="button" to="/sign-in">
            Sign in
          </Link>
          <Link to="/sign-up">Make an account</Link>
        </p>
      </div>
    )
  }
  const broken = me.error ?? family.error
  if (broken) throw broken
  return (
    <NewStoryPage
      family={family.data ?? null}
      chosenChild={child ?? null}
      openRun={(runId) => void navigate({ to: '/read/$runId', params: { runId } })}
      addChild={
        <>
          <h2>Tell us about a child</h2>
          <ChildForm child={null} />
        </>
      }
    />
  )
}
