import { describe, expect, test } from 'vitest'
import { type RunEvent, textFromFrame } from 'unfold/protocol'
import { storyDialect } from './dialect.ts'
import { ABANDONED, CHANGED, FAILED, LAST, STOPPED } from './dialect.fixture.ts'

/** The wire text of a log: each event as it is stored, and under it what a reader of this dialect is sent for it. */
function wireOf(log: readonly RunEvent[]): string {
  let state = storyDialect.initial()
  let text = ''
  for (const event of log) {
    const [next, frames] = storyDialect.render(state, event)
    state = next
    text += `<- ${JSON.stringify(event)}\n\n`
    frames.forEach((frame, i) => (text += textFromFrame({ id: `${event.seq}.${i}`, ...frame })))
  }
  return text
}

describe('the story dialect', () => {
  test.each([
    ['chapter-with-a-rewrite', CHANGED],
    ['last-chapter', LAST],
    ['failed-in-the-middle', FAILED],
    ['stopped-in-the-middle', STOPPED],
    ['stopped-before-it-began', ABANDONED],
  ])('makes these frames, byte for byte, of the log of a %s', async (name, log) => {
    await expect(wireOf(log)).toMatchFileSnapshot(`./dialect.golden/${name}.txt`)
  })

  test('steps over event types and facts that it does not know, and goes on as if they were not there', () => {
    const framesOf = (log: readonly RunEvent[]) => {
      let state = storyDialect.initial()
      return log.flatMap((event) => {
        const [next, frames] = storyDialect.render(state, event)
        state = next
        return frames
      })
    }
    const unknown = [
      { seq: 0, at: 0, type: 'weather.changed', value: 'rain' } as unknown as RunEvent,
      { seq: 0, at: 0, type: 'data', name: 'weather', value: 'rain' } as const,
      { seq: 0, at: 0, type: 'part', part: 'weather', kind: 'weather', value: 'rain' } as const,
    ]
    expect(framesOf(CHANGED.flatMap((event) => [event, ...unknown]))).toEqual(framesOf(CHANGED))
  })

  test('keeps every state as it was: a reader that resumes renders from any of them again', () => {
    const states = [storyDialect.initial()]
    const frames = CHANGED.map((event) => {
      const [next, made] = storyDialect.render(states.at(-1)!, Object.freeze(event))
      states.push(Object.freeze(next))
      return made
    })
    for (const [i, event] of CHANGED.entries()) {
      expect(storyDialect.render(states[i]!, event)).toEqual([states[i + 1], frames[i]])
    }
  })
})
