export * from './model-judge.ts'
export * from './moderation-checker.ts'
export * from './story-rules.ts'
