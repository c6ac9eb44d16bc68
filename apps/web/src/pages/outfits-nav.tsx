import type { OutfitsPath, PageLink } from '@unfold/outfits/web'

const PAGES: readonly (readonly [OutfitsPath, string])[] = [
  ['/occasion', 'Occasion'],
  ['/complete', 'Complete'],
  ['/consider-buying', 'Buy or not'],
  ['/wardrobe', 'Wardrobe'],
  ['/wardrobe/kept', 'Saved'],
]

/** From one way to an outfit to the others. */
export function OutfitsNav({ link: Link }: { link: PageLink }) {
  return (
    <nav className="outfits-nav" aria-label="Outfits">
      {PAGES.map(([to, words]) => (
        <Link key={to} to={to}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
