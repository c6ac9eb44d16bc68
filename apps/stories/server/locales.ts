import type { Language } from '../shared/index.ts'

/** BCP 47 tags of the languages of the stories. */
export const LOCALES: { readonly [language in Language]: string } = { english: 'en', hebrew: 'he' }
