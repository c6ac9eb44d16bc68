import { expect, test } from 'vitest'
import { createTestClock } from './test-clock.fixture.ts'
import { createWatchdog } from './watchdog.ts'

function hear(beats: number[]) {
  const clock = createTestClock()
  const dog = createWatchdog(clock)
  let bites = 0
  const bite = () => bites++
  dog.ask(0, bite)
  for (const ms of beats) {
    clock.advanceTo(clock.now() + ms)
    dog.feed(true, bite)
  }
  return { clock, dog, bites: () => bites }
}

test('a line without known heartbeats is given 45 s', () => {
  const { clock, bites } = hear([10])
  clock.advanceTo(clock.now() + 44_999)
  expect(bites()).toBe(0)
  clock.advanceTo(clock.now() + 1)
  expect(bites()).toBe(1)
})

test('a line that beats every 4 s is missed after three beats', () => {
  const { clock, bites } = hear([10, 4_000, 4_000])
  clock.advanceTo(clock.now() + 11_999)
  expect(bites()).toBe(0)
  clock.advanceTo(clock.now() + 1)
  expect(bites()).toBe(1)
})

test('a quick heartbeat never makes it nervous', () => {
  const { clock, bites } = hear([10, 1_000, 1_000])
  clock.advanceTo(clock.now() + 5_999)
  expect(bites()).toBe(0)
})

test('at rest it bites nobody', () => {
  const { clock, dog, bites } = hear([10])
  dog.rest()
  clock.advanceTo(clock.now() + 100_000)
  expect(bites()).toBe(0)
  expect(clock.pending).toBe(0)
})
