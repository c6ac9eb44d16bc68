import { createContext, use, type ComponentProps, type MouseEvent } from 'react'

/** Opens a page of the app without loading it anew; the shell knows how. */
export const OpenPage = createContext<(href: string) => void>((href) => location.assign(href))

type WardrobeLinkProps = ComponentProps<'a'> & { href: string }

/** A link like any other: the middle button, a new tab and a copied address work. */
export function WardrobeLink({ href, onClick, children, ...rest }: WardrobeLinkProps) {
  const open = use(OpenPage)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open(href)
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  )
}

const PAGES = [
  ['/wardrobe', 'Pieces'],
  ['/wardrobe/kept', 'Kept outfits'],
  ['/wardrobe/profile', 'Style and rules'],
] as const

/** Between the pages of one wardrobe. */
export function WardrobeNav({ current }: { current?: (typeof PAGES)[number][0] }) {
  return (
    <nav className="wardrobe-nav" aria-label="Wardrobe">
      {PAGES.map(([href, words]) => (
        <WardrobeLink key={href} href={href} {...(href === current ? { 'aria-current': 'page' } : {})}>
          {words}
        </WardrobeLink>
      ))}
      <WardrobeLink href="/occasion">Plan an outfit</WardrobeLink>
    </nav>
  )
}
