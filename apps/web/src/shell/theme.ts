import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']
const KEY = 'unfold.theme'

const listeners = new Set<() => void>()

/** The chosen theme, kept on this device; `system` follows it. The first paint is set in index.html. */
export function useTheme(): [Theme, (chosen: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, readTheme)
  return [theme, setTheme]
}

function readTheme(): Theme {
  const set = document.documentElement.dataset['theme']
  return set === 'light' || set === 'dark' ? set : 'system'
}

function setTheme(chosen: Theme): void {
  if (chosen === 'system') {
    delete document.documentElement.dataset['theme']
    localStorage.removeItem(KEY)
  } else {
    document.documentElement.dataset['theme'] = chosen
    localStorage.setItem(KEY, chosen)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
