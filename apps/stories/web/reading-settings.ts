import { useEffect, useState, type CSSProperties } from 'react'

/** How a child likes to read on this device. Lengths are in em, so that all of them grow with the text. */
export interface ReadingSettings {
  /** Words a minute; null shows what is written as it is written. */
  pace: number | null
  /** Times the usual size of the text. */
  textSize: number
  letterSpacing: number
  wordSpacing: number
  lineHeight: number
  /** About so many letters fit on a line. */
  lineLength: number
  font: 'book' | 'plain'
  bySentence: boolean
  /** No movement and few colours. */
  isCalm: boolean
  /** Hands every sentence to a screen reader as it is shown. */
  announcesText: boolean
  /** Of the voice that reads aloud; 1 is its own. */
  voiceSpeed: number
}

/** Words a minute: reading aloud to a child, a practised reader, a quick one. */
export const PACES = { Slow: 90, Normal: 170, Fast: 340 } as const

/** What each slider offers. */
export const RANGES = {
  pace: { min: 40, max: 400, step: 10 },
  textSize: { min: 0.8, max: 2, step: 0.1 },
  letterSpacing: { min: 0, max: 0.2, step: 0.02 },
  wordSpacing: { min: 0, max: 0.8, step: 0.1 },
  lineHeight: { min: 1.4, max: 2.4, step: 0.1 },
  lineLength: { min: 25, max: 80, step: 5 },
  voiceSpeed: { min: 0.5, max: 1.5, step: 0.1 },
} as const

export const USUAL: ReadingSettings = {
  pace: PACES.Normal,
  textSize: 1,
  letterSpacing: 0,
  wordSpacing: 0,
  lineHeight: 1.7,
  lineLength: 60,
  font: 'book',
  bySentence: false,
  isCalm: false,
  announcesText: false,
  voiceSpeed: 1,
}

/** What is kept, as far as it can be read: a value that is no longer offered counts as not chosen. */
export function settingsFromText(text: string | null): Partial<ReadingSettings> {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '{}')
  } catch {
    return {}
  }
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter(([name, value]) => isOffered(name as keyof ReadingSettings, value)),
  )
}

function isOffered(name: keyof ReadingSettings, value: unknown): boolean {
  if (!(name in USUAL)) return false
  if (name === 'pace' && value === null) return true
  if (name === 'font') return value === 'book' || value === 'plain'
  if (name in RANGES) {
    const { min, max } = RANGES[name as keyof typeof RANGES]
    return typeof value === 'number' && value >= min && value <= max
  }
  return typeof value === 'boolean'
}

export type ChangeSettings = (change: Partial<ReadingSettings>) => void

/** One child's settings, kept on this device. What is changed before the child is known is kept for it as well. */
export function useReadingSettings(childId: number | null): [ReadingSettings, ChangeSettings] {
  const [changed, setChanged] = useState<Partial<ReadingSettings>>({})
  const [kept, setKept] = useState<{ childId: number | null; settings: Partial<ReadingSettings> }>({
    childId: null,
    settings: {},
  })
  // Used in the same pass in which it is read: no render shows another child's settings, or none.
  let own = kept
  if (kept.childId !== childId && childId !== null) {
    own = { childId, settings: settingsFromText(localStorage.getItem(keyOf(childId))) }
    setKept(own)
  }

  useEffect(() => {
    if (childId === null || Object.keys(changed).length === 0) return
    localStorage.setItem(keyOf(childId), JSON.stringify({ ...kept.settings, ...changed }))
  }, [childId, kept, changed])

  const settings = { ...USUAL, ...deviceWishes(), ...own.settings, ...changed }
  return [settings, (change) => setChanged((before) => ({ ...before, ...change }))]
}

/** Who asked the device for less motion sees whole sentences at once, until they choose a pace. */
function deviceWishes(): Partial<ReadingSettings> {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? { pace: null } : {}
}

const keyOf = (childId: number) => `unfold.reading.${childId}`

/** Far apart letters run words together, so the words move apart with them. */
const WORD_PER_LETTER = 3.5

export function styleFromSettings(settings: ReadingSettings): CSSProperties {
  const { textSize, letterSpacing, wordSpacing, lineHeight, lineLength } = settings
  return {
    '--text-size': textSize,
    '--letter-spacing': `${letterSpacing}em`,
    '--word-spacing': `${Math.max(wordSpacing, letterSpacing * WORD_PER_LETTER).toFixed(2)}em`,
    '--line-height': lineHeight,
    '--line-length': lineLength,
  } as CSSProperties
}
