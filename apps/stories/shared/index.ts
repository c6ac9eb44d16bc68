export * from './child.ts'
export * from './chapter.ts'
