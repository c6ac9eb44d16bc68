import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Backend } from '../core/index.ts'

export function wakeUpPromises(get: () => { backend: Pick<Backend, 'wakeUps'> }): void {
  test('a hint reaches every subscriber of its run with the head, and nobody else', async () => {
    const { wakeUps } = get().backend
    const [runId, other] = [randomUUID(), randomUUID()]
    const heard: string[] = []
    const first = Promise.withResolvers<number>()
    const second = Promise.withResolvers<number>()
    const stops = [
      wakeUps.subscribe(other, () => heard.push('other')),
      wakeUps.subscribe(runId, first.resolve),
      wakeUps.subscribe(runId, second.resolve),
    ]
    wakeUps.notify(runId, 7)
    expect(await Promise.all([first.promise, second.promise])).toEqual([7, 7])
    expect(heard).toEqual([])
    for (const stop of stops) stop()
  })

  test('who has stopped hears nothing more, and who stops twice stops nobody else', async () => {
    const { wakeUps } = get().backend
    const runId = randomUUID()
    const heard: number[] = []
    const wake = (head: number) => void heard.push(head)
    const last = Promise.withResolvers<number>()
    const stop = wakeUps.subscribe(runId, wake)
    stop()
    const stopLast = wakeUps.subscribe(runId, last.resolve)
    stop()
    wakeUps.notify(runId, 3)
    expect(await last.promise).toBe(3)
    expect(heard).toEqual([])
    stopLast()
    wakeUps.notify(runId, 4)
  })
}
