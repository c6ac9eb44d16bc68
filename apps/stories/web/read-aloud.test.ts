import { expect, test } from 'vitest'
import { ReadAloud, type Listening, type SpeechDevice, type Spoken } from './read-aloud.ts'
import { voiceFor } from './voices.ts'

class Utterance extends EventTarget {
  voice: SpeechSynthesisVoice | null = null
  lang = ''
  rate = 1
  readonly text: string
  constructor(text: string) {
    super()
    this.text = text
  }
}

const voice = (lang: string, more = {}) =>
  ({ lang, localService: true, default: false, name: lang, ...more }) as SpeechSynthesisVoice

/** A device that says nothing by itself: a test tells it when a word, a sentence or a timer has come. */
function createDevice(voices: SpeechSynthesisVoice[] = [voice('en-GB'), voice('he-IL')]) {
  const synth = new EventTarget() as EventTarget & SpeechDevice['synth']
  const said: Utterance[] = []
  let timers: (() => void)[] = []
  Object.assign(synth, {
    speak: (utterance: Utterance) => said.push(utterance),
    cancel: () => {},
    resume: () => {},
    getVoices: () => voices,
  })
  const device: SpeechDevice = {
    synth,
    utter: (text) => new Utterance(text) as unknown as SpeechSynthesisUtterance,
    after: (_ms, ring) => {
      timers.push(ring)
      return () => (timers = timers.filter((one) => one !== ring))
    },
  }
  const tell = (type: string, more = {}) => said.at(-1)!.dispatchEvent(Object.assign(new Event(type), more))
  return {
    device,
    said,
    word: (charIndex: number) => tell('boundary', { name: 'word', charIndex }),
    end: () => tell('end'),
    fail: () => tell('error'),
    ring: () => timers.splice(0).forEach((ring) => ring()),
    arrive: (more: SpeechSynthesisVoice[]) => {
      voices.push(...more)
      synth.dispatchEvent(new Event('voiceschanged'))
    },
    waits: () => timers.length,
  }
}

function listen(device: SpeechDevice | null, texts: string[]) {
  let now!: Listening
  const reader = new ReadAloud(device, (listening) => (now = listening))
  const spoken = (all: string[]): Spoken[] =>
    all.map((text) => ({ text, direction: /\p{Script=Hebrew}/u.test(text) ? 'rtl' : 'ltr' }))
  reader.feed(spoken(texts), false)
  return { reader, now: () => now, feed: (all: string[], over = false) => reader.feed(spoken(all), over) }
}

test('words are marked where the voice tells them, and it is known that it does', () => {
  const stage = createDevice()
  const { reader, now } = listen(stage.device, ['The fox ran. ', 'Home.'])
  reader.start(0)
  expect(now()).toMatchObject({ phase: 'speaking', sentence: 0, word: null, marks: 'unknown' })
  stage.word(4)
  expect(now()).toMatchObject({ word: { from: 4, to: 7 }, marks: 'words' })
  stage.end()
  expect(now()).toMatchObject({ phase: 'speaking', sentence: 1, word: null, marks: 'words' })
  expect(stage.said.map(({ text }) => text)).toEqual(['The fox ran. ', 'Home.'])
})

test('a voice without marks is known after its first sentence', () => {
  const stage = createDevice()
  const { reader, now } = listen(stage.device, ['One. ', 'Two. '])
  reader.start(0)
  stage.end()
  expect(now()).toMatchObject({ sentence: 1, word: null, marks: 'sentences' })
})

test('it waits where the text ends for now, goes on when more comes, and ends with the chapter', () => {
  const stage = createDevice()
  const { reader, now, feed } = listen(stage.device, ['One. '])
  reader.start(0)
  stage.end()
  expect(now()).toMatchObject({ phase: 'waiting', sentence: 1 })
  feed(['One. ', 'Two. '])
  expect(now()).toMatchObject({ phase: 'speaking', sentence: 1 })
  feed(['One. ', 'Two. '], true)
  stage.end()
  expect(now().phase).toBe('off')
  expect(stage.waits()).toBe(0)
})

test('going on after a pause begins at the word that was reached, and marks it where it stands', () => {
  const stage = createDevice()
  const { reader, now } = listen(stage.device, ['The fox ran home. '])
  reader.start(0)
  stage.word(8)
  reader.pause()
  expect(now()).toMatchObject({ phase: 'paused', word: { from: 8, to: 11 } })
  reader.resume()
  expect(stage.said.at(-1)!.text).toBe('ran home. ')
  stage.word(4)
  expect(now().word).toEqual({ from: 12, to: 17 })
})

test('what a cancelled utterance still tells is not heard', () => {
  const stage = createDevice()
  const { reader, now } = listen(stage.device, ['One. ', 'Two. '])
  reader.start(0)
  const [old] = stage.said
  reader.step(1)
  old!.dispatchEvent(new Event('end'))
  old!.dispatchEvent(new Event('error'))
  expect(now()).toMatchObject({ phase: 'speaking', sentence: 1 })
  reader.stop()
  expect(now().phase).toBe('off')
})

test('a new speed is heard at once', () => {
  const stage = createDevice()
  const { reader } = listen(stage.device, ['The fox ran. '])
  reader.start(0)
  stage.word(4)
  reader.setSpeed(0.7)
  expect(stage.said.at(-1)).toMatchObject({ text: 'fox ran. ', rate: 0.7 })
})

test('each sentence is read by a voice of its language, or by the story’s where there is none', () => {
  const stage = createDevice()
  const { reader } = listen(stage.device, ['Hello. ', 'שלום לך.'])
  reader.start(0)
  stage.end()
  expect(stage.said.map(({ lang }) => lang)).toEqual(['en-GB', 'he-IL'])

  const english = createDevice([voice('en-GB')])
  const other = listen(english.device, ['Hello. ', 'שלום לך.'])
  other.reader.start(0)
  english.end()
  expect(english.said.at(-1)!.lang).toBe('en-GB')
})

test('without a voice for the story it says so, and waits for voices that come late', () => {
  const stage = createDevice([])
  const { reader, now } = listen(stage.device, ['שלום לך.'])
  reader.start(0)
  expect(now().phase).toBe('looking')
  stage.arrive([voice('en-GB')])
  expect(now().phase).toBe('no-voice')

  const late = createDevice([])
  const second = listen(late.device, ['Hello.'])
  second.reader.start(0)
  late.arrive([voice('en_US')])
  expect(second.now().phase).toBe('speaking')

  const never = createDevice([])
  const third = listen(never.device, ['Hello.'])
  third.reader.start(0)
  never.ring()
  expect(third.now().phase).toBe('no-voice')
  const none = listen(null, ['Hello.'])
  none.reader.start(0)
  expect(none.now().phase).toBe('no-device')
})

test('a voice that fails, or never begins, ends in words', () => {
  const stage = createDevice()
  const { reader, now } = listen(stage.device, ['One. '])
  reader.start(0)
  stage.fail()
  expect(now().phase).toBe('broken')
  reader.start(0)
  stage.ring()
  expect(now().phase).toBe('broken')
})

test('the device’s own voice is taken before one over the network', () => {
  const far = voice('en-US', { localService: false, default: true })
  const near = voice('en-GB')
  expect(voiceFor([far, near], 'en')).toBe(near)
  expect(voiceFor([voice('iw_IL')], 'he')).not.toBeNull()
  expect(voiceFor([voice('de-DE')], 'en')).toBeNull()
})
