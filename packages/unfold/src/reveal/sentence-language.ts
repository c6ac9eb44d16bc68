/** What a language adds to the rules that hold for every script. */
export interface SentenceLanguage {
  /** Unicode's rules. Shared: building one costs tens of microseconds. */
  sentences: Intl.Segmenter
  /** Words before a full stop that never end a sentence. */
  abbreviations: ReadonlySet<string>
  /**
   * Words that go on after a closing quote: "Run!" said Tom. Only for scripts without lower case, where the letter
   * itself cannot tell.
   */
  continuations: ReadonlySet<string>
}

/** `tag` is a BCP 47 tag; regions and scripts make no difference here. */
export function sentenceLanguage(tag: string): SentenceLanguage {
  const name = tag.toLowerCase().split('-')[0]!
  const known = languages.get(name)
  if (known) return known
  const sentences = new Intl.Segmenter(name, { granularity: 'sentence' })
  const language = { sentences, abbreviations: NO_WORDS, continuations: NO_WORDS, ...WORDS[name] }
  languages.set(name, language)
  return language
}

const languages = new Map<string, SentenceLanguage>()
const NO_WORDS: ReadonlySet<string> = new Set()
const WORDS: Record<string, Partial<SentenceLanguage>> = {
  en: {
    abbreviations: words('Mr Mrs Ms Mx Dr Prof St Mt Capt Lt Sgt Col Gen Rev Hon Fr vs e.g i.e approx'),
  },
  he: {
    abbreviations: words('עמ מס'),
    continuations: words(
      'אמר אמרה אמרו שאל שאלה שאלו ענה ענתה ענו השיב השיבה השיבו צעק צעקה צעקו לחש לחשה לחשו קרא קראה קראו ' +
        'הוסיף הוסיפה הוסיפו המשיך המשיכה צחק צחקה צחקו מלמל מלמלה הכריז הכריזה הסביר הסבירה חשב חשבה',
    ),
  },
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
