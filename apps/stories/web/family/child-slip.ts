import { MAX_AVOIDED } from '../../shared/lists.ts'

/** What the server takes of one topic, and of a nickname. */
const MOST_LETTERS = 40

export interface ChildSlip {
  field: 'nickname' | 'avoid'
  words: string
}

/** What a parent has still to write otherwise, in words that say how; null where there is nothing. */
export function findChildSlip(nickname: string, topics: readonly string[]): ChildSlip | null {
  if (nickname === '') return { field: 'nickname', words: 'Write a nickname.' }
  if (topics.length > MAX_AVOIDED) {
    return {
      field: 'avoid',
      words: `At most ${MAX_AVOIDED} topics can be named. These are ${topics.length}.`,
    }
  }
  const long = topics.find((topic) => topic.length > MOST_LETTERS)
  return long === undefined
    ? null
    : {
        field: 'avoid',
        words: `A topic is a word or two, with a comma behind it: “${long.slice(0, 20)}…” is too long for one.`,
      }
}
