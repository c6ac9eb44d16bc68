import { Link } from '@tanstack/react-router'
import { Rack } from '@unfold/outfits/web'
import { useWardrobe } from '../wardrobe.ts'

/** The other product: what hangs in the wardrobe, and the ways to an outfit. */
export default function WardrobeGlimpse({ user }: { user: string }) {
  const wardrobe = useWardrobe(true)
  const owned = wardrobe.data?.filter((item) => item.ownership === 'owned') ?? null
  return (
    <section aria-labelledby="wardrobe-glimpse">
      <h2 id="wardrobe-glimpse">What to wear?</h2>
      <p className="lead">
        Three outfits out of your own wardrobe, each shown as soon as it is whole, and none that breaks your
        rules.
      </p>
      {owned?.length !== 0 && <Rack items={owned} />}
      <p className="row">
        <Link className="button" to="/occasion" search={{ user }}>
          Plan an outfit
        </Link>
        <Link to="/complete" search={{ user }}>
          Complete a look
        </Link>
        <Link to="/consider-buying" search={{ user }}>
          Thinking of buying
        </Link>
        <Link to="/wardrobe">Wardrobe</Link>
      </p>
    </section>
  )
}
