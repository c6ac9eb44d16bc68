import { THEMES, useTheme, type Theme } from './theme.ts'

export const THEME_WORDS = { system: 'as the device', light: 'light', dark: 'dark' }

/** The same choice as the button in the corner, with all three in sight. */
export function ThemePicks({ words }: { words: { [T in Theme | 'legend']: string } }) {
  const [theme, setTheme] = useTheme()
  return (
    <fieldset className="switches">
      <legend>{words.legend}</legend>
      {THEMES.map((one) => (
        <label key={one} className="switch">
          <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
          <span>{words[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}
