export * from './family-routes.ts'
export * from './story-stream-route.ts'
