import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { createRunReader, type RunReader, type RunReaderOptions, type RunView } from '../client/index.ts'

/** Which server and as whom; in a page of the same origin none is needed. */
export type UseRunOptions = Pick<RunReaderOptions, 'url' | 'token' | 'transport'>

/**
 * Follows one run for as long as the component is mounted. Any number of tabs and devices may follow the same run;
 * leaving the page neither stops nor restarts it.
 */
export function useRun(runId: string, options: UseRunOptions = {}): RunView {
  const { url, token, transport } = options
  // A reader does nothing until somebody subscribes, so the second one that strict mode makes costs nothing.
  const reader = useMemo(
    () => createRunReader({ runId, url, token, transport }),
    [runId, url, token, transport],
  )
  return useRunReader(reader)
}

/** The same for a reader that the caller made, with options of its own. */
export function useRunReader(reader: RunReader): RunView {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stopWatching = watchDevice(() => reader.wake())
      const unsubscribe = reader.subscribe(listener)
      return () => {
        stopWatching()
        unsubscribe()
      }
    },
    [reader],
  )
  return useSyncExternalStore(subscribe, reader.getState, reader.getState)
}

/** The three ways in which a device says that it is back: the network, the tab, the page restored by the back button. */
function watchDevice(wake: () => void): () => void {
  const wakeWhenVisible = () => {
    if (document.visibilityState === 'visible') wake()
  }
  window.addEventListener('online', wake)
  window.addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', wakeWhenVisible)
  return () => {
    window.removeEventListener('online', wake)
    window.removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', wakeWhenVisible)
  }
}
