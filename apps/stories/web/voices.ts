type Language = 'he' | 'en'
/** Before 1989 Hebrew was `iw`, and some devices still say so. */
const TAGS: { [L in Language]: RegExp } = { en: /^en\b/i, he: /^(he|iw)\b/i }

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default' | 'name'>

/** A voice of that language: the device's own before one over the network, which may fall silent; its default first. */
export function voiceFor<V extends Voice>(voices: readonly V[], lang: Language): V | null {
  const fitting = voices.filter((voice) => TAGS[lang].test(voice.lang.replaceAll('_', '-')))
  const rank = (voice: Voice) => (voice.localService ? 2 : 0) + (voice.default ? 1 : 0)
  return fitting.toSorted((a, b) => rank(b) - rank(a))[0] ?? null
}
