import type { ReactNode } from 'react'

/** Pages of the outfits, by their addresses. */
export type OutfitsPath =
  | '/occasion'
  | '/complete'
  | '/consider-buying'
  | '/consider-buying/outfits'
  | '/wardrobe'
  | '/wardrobe/kept'

/** A link of the shell's router, which keeps what the address says of the person and of the mode. */
export type PageLink = (props: {
  to: OutfitsPath
  /** A piece under consideration that the page is about. */
  item?: string
  className?: string
  children: ReactNode
}) => ReactNode
