/**
 * A worker process that holds each run it is handed for ever, and says what becomes of it:
 *
 *     node holding-process.ts CONNECTION_AS_JSON
 *
 * `held ID` on stdout, then `lost ID` when the queue takes the run away, upon which the work ends well, too late.
 */
import { openBullmqQueue } from './run-queue.ts'
import type { QueueConnection } from './store.ts'

const connection = JSON.parse(process.argv[2]!) as QueueConnection
const queue = await openBullmqQueue({ connection, onError: (error) => console.error(error) })
queue.consume(
  ({ runId, signal }) => {
    console.log(`held ${runId}`)
    return new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        console.log(`lost ${runId}`)
        resolve()
      })
    })
  },
  { concurrency: 1 },
)
