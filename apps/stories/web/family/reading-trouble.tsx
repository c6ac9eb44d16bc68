/** That something could not be read, in words; what was read before stays on the page. */
export function ReadingTrouble({ what, error }: { what: string; error: Error | null }) {
  if (error === null) return null
  return (
    <div className="notice bad" role="alert">
      <p>
        {what} could not be read: {error.message} This page tries again by itself.
      </p>
    </div>
  )
}
