import { UnfoldError } from 'unfold/protocol'
import type { Checker, GateContext, Verdict } from 'unfold/reveal'
import { z } from 'zod'

export interface ModerationCheckerOptions {
  /** The whole address of the endpoint, for example `https://api.openai.com/v1/moderations`. */
  url: string
  apiKey?: string | undefined
  /** Default: the endpoint's own choice. */
  model?: string | undefined
  timeoutMs?: number
  fetch?: typeof globalThis.fetch
}

/** OpenAI's moderation answer, as far as it is used. */
const answerSchema = z.object({
  results: z
    .array(
      z.object({
        flagged: z.boolean(),
        categories: z.record(z.string(), z.boolean().nullable()).default({}),
      }),
    )
    .min(1),
})

/**
 * Asks an endpoint of OpenAI's shape. The segment is sent with the text before it, since harm can be split over both.
 * Flagged is unsafe; every error and every answer of another shape throws, which the gate counts as unsafe too.
 */
export function createModerationChecker(options: ModerationCheckerOptions): Checker {
  const { url, apiKey, model, timeoutMs = 5000, fetch = globalThis.fetch } = options
  return {
    name: 'moderation',
    async check(segment: string, { before }: GateContext, signal: AbortSignal): Promise<Verdict> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        },
        body: JSON.stringify({ input: `${before} ${segment}`.trim(), ...(model ? { model } : {}) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      if (!response.ok) {
        await response.body?.cancel()
        throw new UnfoldError('SAFETY_CHECK_FAILED', `The moderation endpoint answered ${response.status}.`)
      }
      const answer = answerSchema.safeParse(await response.json())
      if (!answer.success)
        throw new UnfoldError('SAFETY_CHECK_FAILED', 'The moderation endpoint answered in another shape.')
      return verdictFromResults(answer.data.results)
    },
  }
}

function verdictFromResults(results: z.infer<typeof answerSchema>['results']): Verdict {
  if (results.every(({ flagged }) => !flagged)) return { safe: true }
  const names = results.flatMap(({ categories }) =>
    Object.keys(categories).filter((name) => categories[name]),
  )
  const reason =
    names.length > 0 ? `Moderation found: ${[...new Set(names)].join(', ')}.` : 'Moderation flagged it.'
  return { safe: false, rule: 'moderation', reason }
}
