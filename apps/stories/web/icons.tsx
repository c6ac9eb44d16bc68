const PATHS = {
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  play: 'M8 5.2v13.6L18.5 12z',
  next: 'M9 5l7 7-7 7',
  back: 'M15 5l-7 7 7 7',
  listen: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  silence: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9.8l4.5 4.4M20 9.8l-4.5 4.4',
  letters: 'M3 18.5L8.2 5.5l5.2 13M4.9 14h6.6M20.5 18.5v-8M20.5 14.5a3 3.5 0 1 1-6 0a3 3.5 0 1 1 6 0',
  stop: 'M6.5 6.5h11v11h-11z',
}

/** Drawn with the colour of the words beside it, which say the same. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" data-icon={name} viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
