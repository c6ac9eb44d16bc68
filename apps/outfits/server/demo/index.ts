export * from './wardrobe.ts'
