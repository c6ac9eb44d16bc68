export * from './story-runs.ts'
export * from './story-shelf.ts'
export * from './withheld.ts'
