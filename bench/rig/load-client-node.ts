// The load client where there is no C compiler: the same arguments, commands and answers as load-client.c.
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const STAMP = 17
const HANDSHAKES = 100
const [port, readers, path] = process.argv.slice(2) as [string, string, string]
const wanted = Number(readers)
const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`
let latencies: number[] = []
let opened = 0
let headed = 0
let refused = 0
let lost = 0

function open(): void {
  opened++
  let rest: Buffer | null = null
  let isFirst = true
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true }, () =>
    socket.write(request),
  )
  socket.on('error', () => {})
  socket.on('close', () => lost++)
  socket.on('data', (read: Buffer) => {
    const now = Number(process.hrtime.bigint() / 1000n)
    if (isFirst) {
      isFirst = false
      headed++
      if (read.toString('latin1', 9, 12) !== '200') refused++
      if (headed === wanted) process.stdout.write(`${JSON.stringify({ ready: wanted, refused })}\n`)
      openMore()
    }
    const bytes = rest ? Buffer.concat([rest, read]) : read
    rest = null
    for (let at = bytes.indexOf('@'); at >= 0; at = bytes.indexOf('@', at + STAMP)) {
      if (bytes.length - at < STAMP) {
        rest = bytes.subarray(at)
        break
      }
      latencies.push(Math.max(0, now - Number(bytes.toString('latin1', at + 1, at + STAMP))))
    }
  })
}

function openMore(): void {
  while (opened < wanted && opened - headed < HANDSHAKES) open()
}

const quantile = (sorted: number[], share: number) =>
  sorted.length === 0 ? -1 : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! / 1000

createInterface({ input: process.stdin })
  .on('line', (command) => {
    if (command === 'reset') latencies = []
    const sorted = latencies.toSorted((a, b) => a - b)
    const answer = { events: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), lost }
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  })
  .on('close', () => process.exit(0))
openMore()
