export { useKeptFocus } from './use-kept-focus.ts'
export { useNow } from './use-now.ts'
export { useRun, useRunReader, type UseRunOptions } from './use-run.ts'
