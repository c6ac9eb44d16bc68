export * from './garment-svg.ts'
export * from './wardrobe.ts'
