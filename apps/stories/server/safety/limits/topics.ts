import { ANIMAL_TOPICS } from './animal-topics.ts'
import { FAMILY_TOPICS } from './family-topics.ts'
import { FRIGHT_TOPICS } from './fright-topics.ts'
import type { Topic } from './topic.ts'

/** What parents ask for most: common fears, and what a family has just been through. */
export const TOPICS: readonly Topic[] = [...ANIMAL_TOPICS, ...FRIGHT_TOPICS, ...FAMILY_TOPICS]
