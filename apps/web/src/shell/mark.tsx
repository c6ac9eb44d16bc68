/** A sheet, folded twice and opening. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path className="mark-a" d="M4 7l8 4v16l-8-4z" />
      <path className="mark-b" d="M12 11l8-4v16l-8 4z" />
      <path className="mark-c" d="M20 7l8 4v16l-8-4z" />
    </svg>
  )
}
