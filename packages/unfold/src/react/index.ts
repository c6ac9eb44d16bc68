export { useRun, useRunReader, type UseRunOptions } from './use-run.ts'
