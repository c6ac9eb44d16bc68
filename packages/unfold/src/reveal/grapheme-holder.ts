import { clusterStart } from './grapheme-cluster.ts'
import { isHighSurrogate } from './surrogate-pair.ts'

export interface GraphemeHolder {
  /** Whole grapheme clusters; the last one waits until what follows proves it complete. May be empty. */
  push(text: string): string
  /** The end of the text: what was held. The holder can be used again. */
  flush(): string
}

/**
 * Text arrives in tokens, which cut flags, families, accents and niqqud in two; a reader never sees half of one.
 * Joined, what comes out is what went in.
 */
export function createGraphemeHolder(): GraphemeHolder {
  let held = ''
  return {
    push(text) {
      const all = held + text
      const end = lastClusterStart(all)
      held = all.slice(end)
      return all.slice(0, end)
    },
    flush() {
      const last = held
      held = ''
      return last
    },
  }
}

/** No carriage return: it makes one cluster with the line feed after it. */
const PLAIN = /^[\n\x20-\x7e]*$/
/** An endless cluster (marks upon marks) is let go at this length, or its cost would grow with its square. */
const LONGEST_CLUSTER = 256

function lastClusterStart(text: string): number {
  if (PLAIN.test(text)) return Math.max(0, text.length - 1)
  // Half a pair is no character yet, and may turn out to belong to the cluster before it.
  const end = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length
  if (end === 0) return 0
  const start = clusterStart(text.slice(0, end), end - 1)
  return end - start > LONGEST_CLUSTER ? end : start
}
