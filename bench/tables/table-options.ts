export interface TableOptions {
  /** One round, shorter samples: to see that it works, not to quote. */
  quick: boolean
  /** Whether a subject is measured, by its name. */
  only: (name: string) => boolean
  /** One line per sample, for whoever waits. */
  progress: (line: string) => void
}
