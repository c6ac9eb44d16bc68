/** For the adult beside the child: asked for, never in the way. */
export function TalkAbout({ words, learning }: { words: string[]; learning: string[] }) {
  if (words.length === 0 && learning.length === 0) return null
  return (
    <details className="more">
      <summary>For the grown-up: what to talk about</summary>
      {words.length > 0 && <p>Words that may be new: {words.join(', ')}.</p>}
      {learning.length > 0 && (
        <ul>
          {learning.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </details>
  )
}
