import { type Flow, defineFlow, type StepContext } from 'unfold/core'
import { z } from 'zod'
import { type Pace, publishAt, stampedPayload } from '../rig/publishing.ts'

/** A run that says stamped payloads when it is told to: the event begins where a flow says it. */
export function createTicker(): { flow: Flow; publish: (pace: Pace) => Promise<void> } {
  const started = Promise.withResolvers<StepContext>()
  return {
    publish: async (pace) => {
      const step = await started.promise
      await publishAt(pace, () => step.text('ticks', stampedPayload()))
    },
    flow: defineFlow({
      name: 'ticker',
      version: 1,
      input: z.object({}),
      output: z.null(),
      run: (ctx) =>
        ctx.step('tick', async (step) => {
          started.resolve(step)
          await new Promise((resolve) => step.signal.addEventListener('abort', resolve, { once: true }))
          return null
        }),
    }),
  }
}
