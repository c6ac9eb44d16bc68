// The floor of the token path: the provider's bytes, unread.
import http from 'node:http'
import { serve, SSE_HEADERS } from '../rig/served.ts'

const agent = new http.Agent({ keepAlive: true })
const url = `${process.env.PROVIDER}/chat/completions`

serve((request, response) => {
  const body = JSON.stringify({ model: request.url!.slice('/run/'.length), stream: true, messages: [] })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const asked = http.request(url, { agent, method: 'POST', headers }, (answer) => {
    response.writeHead(200, SSE_HEADERS)
    answer.pipe(response)
  })
  asked.on('error', () => response.destroy()).end(body)
  response.once('close', () => asked.destroy())
})
