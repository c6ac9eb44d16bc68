/** Cut-paper pictures of the themes: two or three shapes each, in the page's own colours. */
const GLYPHS: { [theme: string]: [shape: string, tone: 'a' | 'b' | 'c'][] } = {
  adventure: [
    ['M3 27L13 9l10 18z', 'c'],
    ['M13 27l8-13 8 13z', 'a'],
    ['M13 9l3 5.5h-6z', 'b'],
  ],
  animals: [
    ['M16 14c6 0 9 5 9 8s-4 5-9 5-9-2-9-5 3-8 9-8z', 'a'],
    ['M6 11l6-1 1 5-5 3zM26 11l-6-1-1 5 5 3z', 'c'],
    ['M16 20l2.5 2.5L16 25l-2.5-2.5z', 'b'],
  ],
  space: [
    ['M16 3c5 4 6 10 5 17H11c-1-7 0-13 5-17z', 'c'],
    ['M11 16l-5 7 5-2zM21 16l5 7-5-2z', 'a'],
    ['M13 22h6l-3 8zM16 9a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z', 'b'],
  ],
  fantasy: [
    ['M6 28V14l4 3 6-8 6 8 4-3v14z', 'c'],
    ['M13 28v-6a3 3 0 0 1 6 0v6z', 'b'],
    ['M16 2l5 3-5 3z', 'a'],
  ],
  science: [
    ['M12 4h8v8l7 14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2l7-14z', 'c'],
    ['M9 21h14l3 5H6z', 'b'],
    ['M11 3h10v3H11z', 'a'],
  ],
  friendship: [
    ['M12 27L3 17c-3-5 3-11 9-5 6-6 12 0 9 5z', 'a'],
    ['M22 24l-6-7c-2-4 2-8 6-4 4-4 8 0 6 4z', 'b'],
  ],
  family: [
    ['M3 16L16 4l13 12h-4v12H7V16z', 'c'],
    ['M13 28v-8h6v8z', 'b'],
    ['M3 16L16 4l13 12z', 'a'],
  ],
  mystery: [
    ['M14 4a10 10 0 1 1 0 20 10 10 0 0 1 0-20z', 'c'],
    ['M14 8a6 6 0 1 1 0 12 6 6 0 0 1 0-12z', 'b'],
    ['M20 22l2-2 8 8-2 2z', 'a'],
  ],
  sports: [
    ['M16 4a12 12 0 1 1 0 24 12 12 0 0 1 0-24z', 'b'],
    ['M16 11l5 4-2 6h-6l-2-6z', 'c'],
    ['M15 4h2v7h-2zM21 15l6-2 1 2-6 2zM11 15l-6-2-1 2 6 2z', 'a'],
  ],
  music: [
    ['M12 6l14-3v4L12 10z', 'a'],
    ['M12 6h3v18h-3zM23 4h3v16h-3z', 'c'],
    ['M10 20a5 4 0 1 1 0 8 5 4 0 0 1 0-8zM21 16a5 4 0 1 1 0 8 5 4 0 0 1 0-8z', 'b'],
  ],
  art: [
    ['M16 4c8 0 13 5 13 11 0 5-4 5-7 5s-3 3-2 5-1 3-4 3C8 28 3 22 3 16S8 4 16 4z', 'c'],
    ['M11 9a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM9 17a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z', 'b'],
    ['M20 9a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z', 'a'],
  ],
  nature: [
    ['M16 3c8 6 9 14 0 20-9-6-8-14 0-20z', 'b'],
    ['M15 12h2v17h-2z', 'c'],
    ['M17 21c4-4 8-4 11-3-2 5-7 6-11 5zM15 24c-4-4-7-4-10-3 2 5 6 5 10 5z', 'a'],
  ],
}

export function ThemeGlyph({ theme }: { theme: string }) {
  return (
    <svg className="glyph" viewBox="0 0 32 32" width="40" height="40" aria-hidden="true">
      {(GLYPHS[theme] ?? []).map(([shape, tone]) => (
        <path key={shape} d={shape} className={`mark-${tone}`} />
      ))}
    </svg>
  )
}
