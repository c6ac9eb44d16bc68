// better-sse as documented: a session for each reader, a channel that broadcasts. Nothing stored.
import { createChannel, createSession } from 'better-sse'
import { publishAt, stampedPayload } from '../rig/publishing.ts'
import { serve } from '../rig/served.ts'

const channel = createChannel()
let seq = 0

serve(
  (request, response) => void createSession(request, response).then((session) => channel.register(session)),
  {
    publish: (pace) =>
      publishAt(pace, () => void channel.broadcast(stampedPayload(), 'message', { eventId: String(++seq) })),
  },
)
