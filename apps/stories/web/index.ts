export { NewStoryPage } from './new-story-page.tsx'
export { ReaderPage } from './reader-page.tsx'
