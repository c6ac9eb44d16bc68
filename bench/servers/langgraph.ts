// A LangGraph.js graph of the story's steps, its model's tokens streamed as they come.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ChatOpenAI } from '@langchain/openai'
import { Annotation, END, START, StateGraph } from '@langchain/langgraph'
import { serve, SSE_HEADERS } from '../rig/served.ts'

const State = Annotation.Root({
  model: Annotation<string>(),
  content: Annotation<string>(),
  approved: Annotation<boolean>(),
  minutes: Annotation<number>(),
})
const chat = (model: string) =>
  new ChatOpenAI({
    model,
    apiKey: 'none',
    configuration: { baseURL: process.env.PROVIDER! },
    streaming: true,
    maxRetries: 0,
  })
const graph = new StateGraph(State)
  .addNode('generate_content', async ({ model }) => {
    const { content } = await chat(model).invoke([{ role: 'user', content: 'hi' }])
    return { content: content as string }
  })
  .addNode('safety_check', async ({ content }) => ({ approved: content.length > 0 }))
  .addNode('calculate_metrics', async ({ content }) => ({ minutes: Math.ceil(content.length / 1000) }))
  .addEdge(START, 'generate_content')
  .addEdge('generate_content', 'safety_check')
  .addEdge('safety_check', 'calculate_metrics')
  .addEdge('calculate_metrics', END)
  .compile()

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  response.writeHead(200, SSE_HEADERS)
  const input = { model: request.url!.slice('/run/'.length) }
  try {
    for await (const [message] of await graph.stream(input, {
      streamMode: 'messages',
      signal: gone.signal,
    })) {
      if (message.content)
        response.write(`data: ${JSON.stringify({ type: 'content', chunk: message.content })}\n\n`)
    }
    response.end('data: {"type":"complete"}\n\n')
  } catch {
    response.destroy()
  }
}

serve((request, response) => void answer(request, response))
