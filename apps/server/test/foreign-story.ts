import { ask, type TestServer } from './test-server.ts'

/** Gives an account a story with its first chapter, through the API, and answers their ids. */
export async function addStory(
  server: TestServer,
  headers: Record<string, string>,
  childId: number,
  marker: string,
): Promise<Record<string, string>> {
  const body = { childId, theme: 'space', title: `The ${marker}` }
  const run = await ask(server, 'POST', '/api/runs/story', { headers, body })
  if (run.status !== 201) throw new Error(`the story was answered ${run.status}: ${run.text}`)
  for (;;) {
    const [story] = (await ask(server, 'GET', '/api/stories', { headers })).json.stories
    if (story?.status === 'open') return { story: story.storyId, chapter: story.runId }
  }
}
