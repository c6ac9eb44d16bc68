export * from './family-routes.ts'
export * from './parent-routes.ts'
export * from './story-routes.ts'
export * from './story-stream-route.ts'
