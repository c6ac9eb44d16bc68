import { useEffect, useState } from 'react'
import { ReadAloud, type Listening, type SpeechDevice, type Spoken } from './read-aloud.ts'

const OFF: Listening = { phase: 'off', sentence: 0, word: null, marks: 'unknown' }

/** The device's voice over a growing chapter; silent again when the page goes. */
export function useReadAloud(
  sentences: readonly Spoken[],
  isOver: boolean,
  speed: number,
): [Listening, ReadAloud] {
  const [listening, setListening] = useState(OFF)
  const [voice] = useState(() => new ReadAloud(deviceOf(window), setListening))
  useEffect(() => voice.feed(sentences, isOver), [voice, sentences, isOver])
  useEffect(() => voice.setSpeed(speed), [voice, speed])
  useEffect(() => {
    const stop = () => voice.stop()
    // A page that is left goes on speaking otherwise, with nobody there to stop it.
    window.addEventListener('pagehide', stop)
    return () => {
      window.removeEventListener('pagehide', stop)
      stop()
    }
  }, [voice])
  return [listening, voice]
}

function deviceOf(window: Window & typeof globalThis): SpeechDevice | null {
  if (!('speechSynthesis' in window)) return null
  return {
    synth: window.speechSynthesis,
    utter: (text) => new SpeechSynthesisUtterance(text),
    after: (ms, ring) => {
      const timer = setTimeout(ring, ms)
      return () => clearTimeout(timer)
    },
  }
}
