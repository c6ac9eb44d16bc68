/**
 * A process that writes runs until it is killed, and says each answer as soon as it has it:
 *
 *     node kill-process.ts OPENER_MODULE LOCATION [FAULT]
 *
 * The module exports `openForKill(location, fault)`. Each line on stdout is one answered write.
 */
import { writeSync } from 'node:fs'
import type { OpenForKill } from './kill-suite.ts'

const RUN_IDS = ['run-0', 'run-1', 'run-2']
const APPENDS = 60

const [openerModule, location, fault] = process.argv.slice(2)
const { openForKill } = (await import(openerModule!)) as { openForKill: OpenForKill }
const store = await openForKill(location!, fault)
const { backend } = store

/** Synchronous, because what waits in a stream's buffer would die with the process although it was answered. */
function say(line: object): void {
  let bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes))
    } catch (error) {
      // The reader is slow and the pipe is full.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

await Promise.all(
  RUN_IDS.map(async (runId, index) => {
    const limits = { concurrentRuns: 99, startsPerHour: 99, tokensPerDay: 99 }
    const request = { runId, accountId: 'a', flow: 'tale', version: 1, input: null, shownInput: null, limits }
    await backend.log.accept(request)
    say({ runId, events: await backend.log.read(runId, 0) })
    await backend.log.openAttempt(runId, 0)
    say({ runId, events: await backend.log.read(runId, 1) })
    for (let n = 1; n <= APPENDS; n++) {
      const words = { type: 'text' as const, part: 'page-1', text: `${index}.${n} ` }
      const answer = await backend.log.append(runId, 1, n, n % 5 === 0 ? [words, words] : [words], [
        { step: 'write', key: String(n), value: n },
      ])
      if (answer.type !== 'ok') throw new Error(answer.type)
      say({ runId, events: answer.events })
    }
    const end = await backend.log.end(runId, 1, { type: 'run.cancelled' }, [store.insertSaved(runId)], [])
    if (end.type !== 'ok') throw new Error(end.type)
    say({ runId, events: [end.event] })
  }),
)
// Then it waits, with the store open: a kill that comes late is a kill as well.
say({ runId: 'all', events: [] })
