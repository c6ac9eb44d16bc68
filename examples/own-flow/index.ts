import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { defineFlow, type Flow, RunTails } from 'unfold/core'
import { createNodeHandler, createRunApi, createRunRoutes, createRunStreams } from 'unfold/server'
import { openSqliteBackend } from 'unfold/sqlite'
import { Worker } from 'unfold/worker'
import { z } from 'zod'
import { summarise } from './summarise.ts'

const digest = defineFlow({
  name: 'digest',
  version: 1,
  input: z.object({ notes: z.array(z.string().min(1)).min(1).max(50) }),
  output: z.object({ title: z.string(), summaries: z.array(z.string()) }),
  async run(ctx, { notes }) {
    const summaries = await ctx.step('summarise', async (step) => {
      for (const [index, note] of notes.entries()) {
        const part = `note-${index + 1}`
        // After a crash this finds what was shown before it, and asks only for the rest.
        const shown = step.committed.part(part)
        step.progress({ stage: step.step, unit: 'note', done: index, total: notes.length })
        if (shown?.final) continue
        let text = shown?.text ?? ''
        for await (const word of summarise(note, text, ctx.signal)) step.text(part, ((text += word), word))
        step.part(part, 'summary', text)
        await step.flush()
      }
      return notes.map((_, index) => step.committed.part(`note-${index + 1}`)!.text)
    })
    const title = await ctx.step('title', async () => `${summaries.length} notes in short`)
    return { title, summaries }
  },
})

const { PORT = '3000', DATA = './data' } = process.env
const backend = await openSqliteBackend({ folder: DATA })
const flows = new Map<string, Flow>([[digest.name, digest]])
const tails = new RunTails(backend)
const streams = createRunStreams({ log: backend.log, tails })
const limits = { concurrentRuns: 10, startsPerHour: 1000, tokensPerDay: 1_000_000 }
const routes = createRunRoutes(createRunApi({ ...backend, tails, streams, flows, limits }))
const worker = new Worker({ backend, tails, flows, onError: console.error })
process.once('SIGTERM', () => void worker.stop(1000).then(() => process.exit()))
const server = createServer(createNodeHandler({ routes, authenticate: () => ({ id: 'me', demo: false }) }))
server.listen(Number(PORT), '127.0.0.1')
server.once('listening', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const body = `{"notes":["The boiler was looked at on Monday and needs a new valve. It is an old one.","Nobody came."]}`
  const start = `curl -s ${url}/api/runs/digest -H 'content-type: application/json' -d '${body}'`
  console.log(`Ready at ${url}. Start a run, and watch it:\n`)
  console.log(`curl -N ${url}$(${start} | sed 's/.*"stream":"\\([^"]*\\)".*/\\1/')`)
})
