import { type Language, THEMES } from '../../shared/index.ts'

type Theme = (typeof THEMES)[number]

/** Words of ours that every story shares, so that they are not the author's to forget. */
export const THE_END: { readonly [language in Language]: string } = { english: 'The End.', hebrew: 'סוף.' }

/** A story that was given no title is named after its theme, until its first chapter has one. */
export function titleFromTheme(theme: string, language: Language): string {
  if (language === 'hebrew') return isTheme(theme) ? HEBREW_TITLES[theme] : `הרפתקה: ${theme}`
  const title = `${theme.charAt(0).toLocaleUpperCase('en')}${theme.slice(1)} Adventure`
  return title === 'Adventure Adventure' ? 'A New Adventure' : title
}

export function isTheme(theme: string): theme is Theme {
  return (THEMES as readonly string[]).includes(theme)
}

const HEBREW_TITLES: { readonly [theme in Theme]: string } = {
  adventure: 'הרפתקה חדשה',
  animals: 'הרפתקה עם חיות',
  space: 'הרפתקה בחלל',
  fantasy: 'הרפתקה בארץ הדמיון',
  science: 'הרפתקה במעבדה',
  friendship: 'הרפתקה של חברים',
  family: 'הרפתקה משפחתית',
  mystery: 'הרפתקה ותעלומה',
  sports: 'הרפתקה במגרש',
  music: 'הרפתקה עם מוזיקה',
  art: 'הרפתקה בצבעים',
  nature: 'הרפתקה בטבע',
}
