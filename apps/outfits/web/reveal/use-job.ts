import { useMemo } from 'react'
import { createRunReader, type RunView, type Transport } from 'unfold/client'
import type { RunEvent } from 'unfold/protocol'
import { useRunReader } from 'unfold/react'

export interface JobView extends RunView {
  /** Every event so far, in order, with the instants of the store's clock. */
  events: readonly RunEvent[]
}

/** Follows a job from its first event: it is short, and when something was shown is a part of what is shown. */
export function useJob(runId: string, transport: Transport | undefined): JobView {
  const { reader, events } = useMemo(() => {
    const heard: RunEvent[] = []
    const onEvents = (fresh: readonly RunEvent[]) => void heard.push(...fresh)
    return { reader: createRunReader({ runId, transport, onEvents }), events: heard }
  }, [runId, transport])
  return { ...useRunReader(reader), events }
}
