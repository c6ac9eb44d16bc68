import type { PageLink } from './page-link.ts'

/** Nothing to dress from yet: says so, and where to begin. */
export function EmptyWardrobe({ link: Link }: { link: PageLink }) {
  return (
    <div className="sheet empty-wardrobe">
      <h2>Your wardrobe is empty</h2>
      <p>
        Outfits are made of pieces that you own. Five are enough for a first one: type a line each, take
        photos, or bring a list.
      </p>
      <Link to="/wardrobe" className="button">
        Add your first pieces
      </Link>
    </div>
  )
}
