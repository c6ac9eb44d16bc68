/** Stands there from the start, so that a screen reader hears what comes into it. */
export function Problem({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text && (
        <div className="notice bad">
          <p>{text}</p>
        </div>
      )}
    </div>
  )
}
