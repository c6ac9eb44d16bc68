/** What the address of an outfits page may say. `user` is a label, never a credential. */
export interface OutfitsSearch {
  user?: string
  job?: string
  /** A piece under consideration. */
  item?: string
  /** Shows the whole reasoning. */
  debug?: true
  /** Polls instead of listening to a stream. */
  stream?: 'off'
}

/** On the demo of this machine, `test` names the demo wardrobe. */
export function labelOf({ id, demo }: { id: string; demo: boolean }): string {
  return demo ? 'test' : id
}

/** In the order in which an address says them; what is unknown or empty is left out. */
export function readOutfitsSearch(search: Record<string, unknown>): OutfitsSearch {
  const word = (name: 'user' | 'job' | 'item') => {
    const value = search[name]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return text === '' ? {} : { [name]: text }
  }
  return {
    ...word('user'),
    ...word('job'),
    ...word('item'),
    ...(search['debug'] === true || search['debug'] === 'true' ? { debug: true as const } : {}),
    ...(search['stream'] === 'off' ? { stream: 'off' as const } : {}),
  }
}
