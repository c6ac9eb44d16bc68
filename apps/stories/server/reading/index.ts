export * from './metrics.ts'
export * from './reading-limits.ts'
export * from './reading-time.ts'
export * from './words.ts'
