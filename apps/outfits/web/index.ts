export { PiecePicture } from './garments/piece-picture.tsx'
