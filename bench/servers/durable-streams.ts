// The reference server of Durable Streams, in memory or (DISK) on disk. What is published goes through its HTTP, as it is made for.
import { DurableStreamTestServer } from '@durable-streams/server'
import { announce, openScratchFolder } from '../rig/served.ts'

const server = new DurableStreamTestServer({
  port: 0,
  host: '127.0.0.1',
  compression: false,
  ...(process.env.DISK ? { dataDir: openScratchFolder() } : {}),
})
announce(Number(new URL(await server.start()).port))
