import { useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'
const ORDER: readonly Theme[] = ['system', 'light', 'dark']
const KEY = 'unfold.theme'

/** The chosen theme, kept on this device; `system` follows it. The first paint is set in index.html. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const set = document.documentElement.dataset['theme']
    return set === 'light' || set === 'dark' ? set : 'system'
  })
  const next = () => {
    const chosen = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length]!
    if (chosen === 'system') {
      delete document.documentElement.dataset['theme']
      localStorage.removeItem(KEY)
    } else {
      document.documentElement.dataset['theme'] = chosen
      localStorage.setItem(KEY, chosen)
    }
    setTheme(chosen)
  }
  return [theme, next]
}
