/** Holds the place of a page; says so only after a moment, because most pages are there before it. */
export function Loading() {
  return (
    <output className="page loading">
      <span>One moment…</span>
    </output>
  )
}
