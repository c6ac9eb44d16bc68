import { defineRoute, type Route } from 'unfold/server'
import { z } from 'zod'

/** One thing that must hold for the server to be of use; throws, or takes too long, when it does not. */
export interface Check {
  name: string
  run: () => Promise<void>
}

const PATIENCE_MS = 2000

const readySchema = z.object({
  status: z.enum(['ready', 'not ready']),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean() })),
})

/** `/healthz`: this process answers. `/readyz`: everything that a run needs answers too. */
export function createHealthRoutes(checks: readonly Check[]): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/healthz',
      access: 'public',
      writes: false,
      summary: 'This process answers',
      run: async () => ({ status: 200, body: { status: 'ok' } }),
    }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      access: 'public',
      writes: false,
      summary: 'Everything that a run needs answers',
      schema: { replies: { 200: readySchema, 503: readySchema } },
      run: async () => {
        const results = await Promise.all(checks.map(runCheck))
        const ready = results.every((result) => result.ok)
        return {
          status: ready ? 200 : 503,
          body: { status: ready ? 'ready' : 'not ready', checks: results },
        }
      },
    }),
  ]
}

async function runCheck({ name, run }: Check): Promise<{ name: string; ok: boolean }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} gave no answer`)), PATIENCE_MS)
  })
  try {
    await Promise.race([run(), late])
    return { name, ok: true }
  } catch {
    return { name, ok: false }
  } finally {
    clearTimeout(timer)
  }
}
