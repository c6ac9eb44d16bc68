import { UnfoldError } from 'unfold/protocol'
import type { Language } from '../../shared/index.ts'

/** What the author is told about a language. A language of the stories is a row here. */
const LANGUAGES: { readonly [language in Language]: { name: string; style: string } } = {
  english: {
    name: 'English',
    style: 'Use plain words, short spoken sentences and dialogue in double quotation marks.',
  },
  hebrew: {
    name: 'Hebrew',
    style:
      'Use plain modern Hebrew without niqqud, short spoken sentences and dialogue in double quotation marks. Every verb ' +
      'and adjective agrees with the gender of its noun. The gender of the child who reads is not known: do not address ' +
      'the child in the singular.',
  },
}

export function requireLanguage(language: Language): { name: string; style: string } {
  const found = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined
  if (!found) throw new UnfoldError('INVALID', 'There is no storyteller for this language.')
  return found
}
