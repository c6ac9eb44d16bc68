export * from './families.ts'
export * from './stories.ts'
export * from './tables.ts'
