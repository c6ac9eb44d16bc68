import { useRef } from 'react'
import { startRun } from 'unfold/client'
import type { OutfitRequest } from '../../shared/index.ts'
import { useCommand, type Command } from '../use-command.ts'

export type Wish = Partial<OutfitRequest>

/** Starts a job and leads to it. The same wish, sent again after a lost answer, is the same job. */
export function useStart(openJob: (jobId: string) => void): Command & { start: (wish: Wish) => void } {
  const command = useCommand()
  const sent = useRef({ wish: '', key: '' })
  const start = (wish: Wish) => {
    const words = JSON.stringify(wish)
    if (sent.current.wish !== words) sent.current = { wish: words, key: crypto.randomUUID() }
    void command.run(async () => {
      const { runId } = await startRun('outfits', wish, {
        idempotencyKey: sent.current.key,
      })
      openJob(runId)
    })
  }
  return { ...command, start }
}
