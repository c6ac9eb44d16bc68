import { THEMES, useTheme } from './theme.ts'

export const THEME_WORDS = { system: 'as the device', light: 'light', dark: 'dark' }

/** The same choice as the button in the corner, with all three in sight. */
export function ThemePicks() {
  const [theme, setTheme] = useTheme()
  return (
    <fieldset className="switches">
      <legend>Light and dark</legend>
      {THEMES.map((one) => (
        <label key={one} className="switch">
          <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
          <span>{THEME_WORDS[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}
