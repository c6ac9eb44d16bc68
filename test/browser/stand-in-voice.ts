import type { Page } from '@playwright/test'

interface StandInVoice {
  /** Whether it tells where each word is, as a device's own voices do and those over the network do not. */
  marksWords: boolean
  langs: readonly string[]
}

/**
 * A device that can speak, in place of the browser's, which has no voice here. It says nothing by itself: a test lets it
 * speak, and looks in between.
 */
export class Voice {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  /** Before the page is opened. */
  static async give(page: Page, { marksWords, langs }: StandInVoice): Promise<Voice> {
    await page.addInitScript(
      ([marks, tags]) => {
        class Utterance extends EventTarget {
          voice = null
          lang = ''
          rate = 1
          text: string
          constructor(text: string) {
            super()
            this.text = text
          }
        }
        const voices = tags.map((lang) => ({ lang, name: lang, localService: true, default: false }))
        const said: Utterance[] = []
        let current: Utterance | null = null
        const synth = Object.assign(new EventTarget(), {
          getVoices: () => voices,
          speak: (utterance: Utterance) => {
            said.push(utterance)
            current = utterance
          },
          cancel: () => (current = null),
          resume: () => {},
        })
        const send = (type: string, more: object = {}) =>
          current?.dispatchEvent(Object.assign(new Event(type), more))
        const device = {
          said,
          word: (charIndex: number) => marks && send('boundary', { name: 'word', charIndex }),
          finish: () => {
            const ended = current
            send('start')
            if (marks) send('boundary', { name: 'word', charIndex: 0 })
            if (current === ended) send('end')
          },
          isSilent: () => current === null,
        }
        Object.defineProperty(window, 'speechSynthesis', { value: synth })
        Object.assign(window, { SpeechSynthesisUtterance: Utterance, standInVoice: device })
      },
      [marksWords, langs] as const,
    )
    return new Voice(page)
  }

  /** The word at this place of the sentence is being spoken. */
  word(charIndex: number): Promise<void> {
    return this.#page.evaluate((at) => void (window as any).standInVoice.word(at), charIndex)
  }

  /** The sentence has been spoken. */
  finish(): Promise<void> {
    return this.#page.evaluate(() => void (window as any).standInVoice.finish())
  }

  isSilent(): Promise<boolean> {
    return this.#page.evaluate(() => (window as any).standInVoice.isSilent())
  }

  /** All that it was given to say, with the language of its voice and its speed. */
  said(): Promise<{ text: string; lang: string; rate: number }[]> {
    return this.#page.evaluate(() =>
      (window as any).standInVoice.said.map(({ text, lang, rate }: any) => ({
        text: text.trim(),
        lang,
        rate,
      })),
    )
  }
}
