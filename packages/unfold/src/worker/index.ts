export * from './sweep.ts'
export * from './worker.ts'
