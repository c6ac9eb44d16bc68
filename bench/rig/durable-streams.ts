import { Agent, request } from 'node:http'
import { type Pace, publishAt, stampedPayload } from './publishing.ts'

const PATH = '/v1/stream/run'
export const DURABLE_STREAM_PATH = `${PATH}?offset=now&live=sse`

/** Publishes to a Durable Streams server, whose one way in is HTTP: in order, over one kept connection. */
export async function openDurableStream(port: number): Promise<(pace: Pace) => Promise<void>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method: string, body: string) =>
    new Promise<void>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const asked = request({ agent, host: '127.0.0.1', port, path: PATH, method, headers }, (response) => {
        response.resume().on('end', () => {
          if (response.statusCode! < 300) resolve()
          else reject(new Error(`${method} ${PATH} answered ${response.statusCode}`))
        })
      })
      asked.on('error', reject).end(body)
    })
  await send('PUT', '')
  return async (pace) => {
    const sent: Promise<void>[] = []
    await publishAt(pace, () => sent.push(send('POST', JSON.stringify([stampedPayload()]))))
    await Promise.all(sent)
  }
}
