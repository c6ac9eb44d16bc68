export * from './chapter-messages.ts'
export * from './chapter-request.ts'
export * from './chapter-schema.ts'
export * from './data-block.ts'
