import { getRouteApi, Link } from '@tanstack/react-router'
import { StoryPage } from '@unfold/stories/web'

const route = getRouteApi('/story/$storyId')

export function WholeStory() {
  const { storyId } = route.useParams()
  return (
    <StoryPage
      key={storyId}
      storyId={storyId}
      signIn={
        <Link className="button" to="/sign-in">
          Sign in
        </Link>
      }
      home={home}
    />
  )
}

const home = (words: string) => (
  <Link className="button quiet" to="/shelf">
    {words}
  </Link>
)
