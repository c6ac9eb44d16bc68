// The AI SDK as its documentation puts it behind node:http: streamText, its UI messages piped to the response.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { pipeUIMessageStreamToResponse, streamText, toUIMessageStream } from 'ai'
import { serve } from '../rig/served.ts'

const provider = createOpenAICompatible({ name: 'bench', baseURL: process.env.PROVIDER!, includeUsage: true })

serve((request, response) => {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const { stream } = streamText({
    model: provider(request.url!.slice('/run/'.length)),
    prompt: 'hi',
    maxRetries: 0,
    abortSignal: gone.signal,
  })
  void pipeUIMessageStreamToResponse({ response, stream: toUIMessageStream({ stream }) })
})
