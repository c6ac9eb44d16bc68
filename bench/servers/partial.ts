// One way of reading a structured answer while it arrives, at one length, in a process of its own: name, scale.
import { isDeepStrictEqual } from 'node:util'
import { parsePartialJson } from 'ai'
import { parse } from 'jsonriver'
import { createJsonReveal } from 'unfold/reveal'
import { createDocument, deltasFrom } from './partial-document.ts'

/** Looks at what is known after every delta; answers the finished value. */
type Way = (deltas: readonly string[]) => Promise<unknown>

const WAYS: Record<string, Way> = {
  async unfold(deltas) {
    const reveal = createJsonReveal()
    let value: unknown
    for (const delta of deltas) {
      for (const event of reveal.write(delta))
        if (event.type === 'value' && event.path.length === 0) value = event.value
    }
    if (reveal.end() !== 'complete') throw new Error('not complete')
    return value
  },
  async 'ai-sdk'(deltas) {
    let text = ''
    let value: unknown
    for (const delta of deltas) {
      text += delta
      value = (await parsePartialJson(text)).value
    }
    return value
  },
  async jsonriver(deltas) {
    async function* arriving() {
      yield* deltas
    }
    let value: unknown
    for await (value of parse(arriving())) continue
    return value
  },
}

const LEAST_MS = 300
const [name, scale] = process.argv.slice(2) as [string, string]
const way = WAYS[name]!
const text = createDocument(Number(scale))
const deltas = deltasFrom(text)

// At 1x, so that a quadratic way is warm in bounded time.
const short = deltasFrom(createDocument(1))
for (const until = performance.now() + 1000; performance.now() < until;) await way(short)
if (!isDeepStrictEqual(JSON.parse(JSON.stringify(await way(deltas))), JSON.parse(text))) {
  throw new Error(`${name} read something else than was sent`)
}
const before = process.cpuUsage()
const beganAt = performance.now()
let passes = 0
do {
  await way(deltas)
  passes++
} while (performance.now() - beganAt < LEAST_MS)
const { user, system } = process.cpuUsage(before)
process.stdout.write(
  JSON.stringify({ characters: text.length, deltas: deltas.length, ms: (user + system) / 1000 / passes }),
)
