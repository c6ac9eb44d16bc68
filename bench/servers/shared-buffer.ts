// The floor of fan-out in Node: a set of responses, one shared buffer for each event, nothing stored.
import type { ServerResponse } from 'node:http'
import { publishAt, stampedPayload } from '../rig/publishing.ts'
import { serve, SSE_HEADERS } from '../rig/served.ts'

const readers = new Set<ServerResponse>()
let seq = 0

serve(
  (_request, response) => {
    response.writeHead(200, SSE_HEADERS)
    response.flushHeaders()
    readers.add(response)
    response.once('close', () => readers.delete(response))
  },
  {
    publish: (pace) =>
      publishAt(pace, () => {
        const frame = Buffer.from(`id: ${++seq}\ndata: ${stampedPayload()}\n\n`)
        for (const reader of readers) reader.write(frame)
      }),
  },
)
