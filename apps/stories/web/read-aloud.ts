import { langOf, type Direction } from '../shared/direction.ts'
import { voiceFor } from './voices.ts'

/** A sentence to speak; the list of them only grows. */
export interface Spoken {
  text: string
  direction: Direction
}

export interface Listening {
  phase:
    | 'off'
    /** The browser has not told its voices yet. */
    | 'looking'
    | 'speaking'
    | 'paused'
    /** All that is written was read; more will come. */
    | 'waiting'
    /** Ends of listening with something to say. */
    | 'no-device'
    | 'no-voice'
    | 'broken'
  /** The sentence that is read, by its place in the list. */
  sentence: number
  /** The word within it, where the voice tells; null marks the whole sentence. */
  word: { from: number; to: number } | null
  /** What the voice has shown that it can tell. */
  marks: 'unknown' | 'words' | 'sentences'
}

/** What the browser brings; a test brings its own. */
export interface SpeechDevice {
  synth: Pick<
    SpeechSynthesis,
    'speak' | 'cancel' | 'getVoices' | 'addEventListener' | 'removeEventListener' | 'resume'
  >
  utter: (text: string) => SpeechSynthesisUtterance
  /** Calls back after so many milliseconds, unless the answer is called before. */
  after: (ms: number, ring: () => void) => () => void
}

const SILENT: Listening = { phase: 'off', sentence: 0, word: null, marks: 'unknown' }
/** Chromium tells its voices a moment after it was asked for the first time. */
const LOOK_MS = 3_000
/** A voice that has neither begun nor said that it cannot: some network voices do that. */
const MUTE_MS = 10_000

/**
 * Reads a growing list of sentences, one utterance each. Pausing cancels and going on speaks again from the word that was
 * reached: `speechSynthesis.pause` does nothing on Android, and loses the utterance elsewhere.
 */
export class ReadAloud {
  readonly #device: SpeechDevice | null
  readonly #tell: (listening: Listening) => void
  #state = SILENT
  #sentences: readonly Spoken[] = []
  #isOver = false
  #speed = 1
  /** The one that speaks. Held, because Chromium forgets the events of an utterance that nobody holds. */
  #current: SpeechSynthesisUtterance | null = null
  #cancelTimer: () => void = () => {}
  #hasMark = false

  constructor(device: SpeechDevice | null, tell: (listening: Listening) => void) {
    this.#device = device
    this.#tell = tell
  }

  /** More to read, or the same; `isOver` when no more will come. */
  feed(sentences: readonly Spoken[], isOver: boolean): void {
    this.#sentences = sentences
    this.#isOver = isOver
    if (this.#state.phase !== 'waiting') return
    if (this.#state.sentence < sentences.length) this.#speak(0)
    else if (isOver) this.stop()
  }

  start(sentence: number): void {
    this.#hush()
    this.#show({ ...SILENT, sentence })
    if (this.#device === null) return this.#show({ phase: 'no-device' })
    if (this.#device.synth.getVoices().length > 0) return this.#begin()
    this.#show({ phase: 'looking' })
    const { synth } = this.#device
    const look = () => {
      synth.removeEventListener('voiceschanged', look)
      this.#cancelTimer()
      if (this.#state.phase === 'looking') this.#begin()
    }
    synth.addEventListener('voiceschanged', look)
    this.#wait(LOOK_MS, look)
  }

  pause(): void {
    if (this.#state.phase !== 'speaking' && this.#state.phase !== 'waiting') return
    this.#hush()
    this.#show({ phase: 'paused' })
  }

  resume(): void {
    if (this.#state.phase === 'paused') this.#speak(this.#state.word?.from ?? 0)
  }

  /** To the sentence before or behind. */
  step(by: 1 | -1): void {
    const sentence = this.#state.sentence + by
    if (!isSpeech(this.#state.phase) || sentence < 0 || sentence >= this.#sentences.length) return
    this.#hush()
    this.#show({ sentence, word: null })
    if (this.#state.phase === 'speaking') this.#speak(0)
  }

  /** Heard at once: what is being read goes on from its word. */
  setSpeed(speed: number): void {
    if (this.#speed === speed) return
    this.#speed = speed
    if (this.#state.phase !== 'speaking') return
    this.#hush()
    this.#speak(this.#state.word?.from ?? 0)
  }

  stop(): void {
    this.#hush()
    if (this.#state.phase !== 'off') this.#show(SILENT)
  }

  #begin(): void {
    const first = this.#sentences[this.#state.sentence]
    if (first && voiceFor(this.#device!.synth.getVoices(), langOf(first.direction)) === null)
      return this.#show({ phase: 'no-voice' })
    this.#speak(0)
  }

  #speak(from: number): void {
    const device = this.#device!
    const sentence = this.#sentences[this.#state.sentence]
    if (!sentence) {
      if (this.#isOver) return this.stop()
      return this.#show({ phase: 'waiting', word: null })
    }
    const utterance = device.utter(sentence.text.slice(from))
    const voices = device.synth.getVoices()
    // A sentence in the other language, where no voice speaks that, is read by the story's own.
    const story = this.#sentences[0]!.direction
    const lang = langOf(sentence.direction)
    utterance.voice = voiceFor(voices, lang) ?? voiceFor(voices, langOf(story))
    utterance.lang = utterance.voice?.lang ?? lang
    utterance.rate = this.#speed
    utterance.addEventListener('start', () => {
      if (utterance === this.#current) this.#cancelTimer()
    })
    utterance.addEventListener('boundary', (event) => {
      if (utterance !== this.#current || event.name === 'sentence') return
      this.#cancelTimer()
      this.#hasMark = true
      this.#show({ word: wordAt(sentence.text, from + event.charIndex), marks: 'words' })
    })
    utterance.addEventListener('end', () => {
      if (utterance !== this.#current) return
      this.#cancelTimer()
      // A sentence went by without a single mark: this voice gives none.
      if (!this.#hasMark) this.#show({ marks: 'sentences' })
      this.#show({ sentence: this.#state.sentence + 1, word: null })
      this.#speak(0)
    })
    utterance.addEventListener('error', () => {
      if (utterance !== this.#current) return
      this.#hush()
      this.#show({ phase: 'broken' })
    })
    this.#current = utterance
    this.#show({ phase: 'speaking' })
    // Left paused by another page, the device would take it in and stay silent.
    device.synth.resume()
    device.synth.speak(utterance)
    this.#wait(MUTE_MS, () => {
      this.#hush()
      this.#show({ phase: 'broken' })
    })
  }

  #hush(): void {
    this.#cancelTimer()
    this.#current = null
    this.#device?.synth.cancel()
  }

  #wait(ms: number, ring: () => void): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#device!.after(ms, ring)
  }

  #show(change: Partial<Listening>): void {
    this.#state = { ...this.#state, ...change }
    this.#tell(this.#state)
  }
}

/** True while a voice is at work, or will go on. */
export function isSpeech(phase: Listening['phase']): boolean {
  return phase === 'speaking' || phase === 'paused' || phase === 'waiting'
}

/** The word at or behind a position: voices differ in where they put the space, and not all tell a length. */
function wordAt(text: string, at: number): { from: number; to: number } | null {
  const found = /\S+/u.exec(text.slice(at))
  if (!found) return null
  const from = at + found.index
  return { from, to: from + found[0].length }
}
