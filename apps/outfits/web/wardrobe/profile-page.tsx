import { COLOR_FAMILIES, CATEGORIES, colorFamilyOf, type Item, type Profile } from '../../shared/index.ts'
import { BanList } from './ban-list.tsx'
import { isInWardrobe } from './filter-pieces.ts'
import { type Loaded, ReadingTrouble } from './loaded.tsx'
import type { WardrobeFacts } from './piece-page.tsx'
import { StyleForm } from './style-form.tsx'
import { WardrobeLink, WardrobeNav } from './wardrobe-link.tsx'
import { CATEGORY_WORDS, counted, plainWords } from './words.ts'

interface ProfilePageProps extends WardrobeFacts {
  profile: Loaded<Profile>
}

/** How one wants to look, what never goes together, and all that is known here. */
export function WardrobeProfilePage({ profile, ...facts }: ProfilePageProps) {
  const { items, bans, disliked, onChanged } = facts
  return (
    <div className="page wardrobe">
      <title>Style and rules · Unfold</title>
      <WardrobeNav current="/wardrobe/profile" />
      <h1>Style and rules</h1>
      <p className="lead">Every outfit is made towards these words, and no outfit breaks these rules.</p>
      <ReadingTrouble of={profile} what="The profile" />
      <ReadingTrouble of={items} what="The wardrobe" />
      <div className="profile-columns">
        <section aria-labelledby="my-style">
          <h2 id="my-style">My style in three words</h2>
          {profile.value && <StyleForm profile={profile.value} onChanged={onChanged} />}
        </section>
        <section aria-labelledby="my-bans">
          <h2 id="my-bans">Never together</h2>
          <ReadingTrouble of={bans} what="The rules" />
          {bans.value?.length === 0 && (
            <p>Nothing yet. On the page of a piece you can say what it never goes with.</p>
          )}
          {bans.value && bans.value.length > 0 && (
            <BanList bans={bans.value} items={items.value ?? []} onChanged={onChanged} />
          )}
          {disliked.value && disliked.value.length > 0 && (
            <p>
              And {counted(disliked.value.length, 'outfit')} that you dislike{' '}
              <WardrobeLink href="/wardrobe/kept?list=disliked">with reasons</WardrobeLink>: not proposed
              again.
            </p>
          )}
        </section>
      </div>
      {items.value && <Known items={items.value} facts={facts} />}
    </div>
  )
}

/** Counted from what is stored; nothing else about the person is. */
function Known({ items, facts }: { items: readonly Item[]; facts: WardrobeFacts }) {
  const own = items.filter(isInWardrobe)
  const families = COLOR_FAMILIES.map((family) => ({
    words: plainWords(family),
    n: own.filter(({ colors }) => colorFamilyOf(colors[0]!.hex) === family).length,
  }))
  const kinds = CATEGORIES.map((category) => ({
    words: CATEGORY_WORDS[category],
    n: own.filter((item) => item.category === category).length,
  }))
  const withPhoto = items.filter(({ imagePath }) => imagePath !== null).length
  const wears = facts.worn.value?.reduce((sum, { wornAt }) => sum + wornAt.length, 0)
  return (
    <section aria-labelledby="known" className="known">
      <h2 id="known">What is known about me</h2>
      <p>
        Only what you added: {counted(items.length, 'piece')} ({withPhoto} with a photo),{' '}
        {counted(facts.saved.value?.length ?? 0, 'saved outfit')}, {counted(wears ?? 0, 'day')} on which one
        was worn, {counted(facts.disliked.value?.length ?? 0, 'disliked outfit')},{' '}
        {counted(facts.bans.value?.length ?? 0, 'rule')} and the words above. Where and when a photo was taken
        stays in its file on the server and is shown to nobody.
      </p>
      <div className="profile-columns">
        <Tally title="Kinds" rows={kinds} />
        <Tally title="Main colours" rows={families} />
      </div>
      <p>
        <a className="button quiet" href="/api/wardrobe/export" download="wardrobe.json">
          Take the pieces with you (JSON)
        </a>
      </p>
    </section>
  )
}

function Tally({ title, rows }: { title: string; rows: { words: string; n: number }[] }) {
  const most = Math.max(1, ...rows.map(({ n }) => n))
  return (
    <table className="tally">
      <caption>{title}</caption>
      <tbody>
        {rows
          .filter(({ n }) => n > 0)
          .toSorted((a, b) => b.n - a.n)
          .map(({ words, n }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td className="tally-bar" aria-hidden="true">
                <span style={{ inlineSize: `${(100 * n) / most}%` }} />
              </td>
              <td>{n}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
