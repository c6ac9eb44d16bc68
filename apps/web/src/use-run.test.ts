import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { useRun } from 'unfold/react'

test('rendering alone, as on a server or twice in strict mode, asks the network nothing', () => {
  const asked: unknown[] = []
  const original = globalThis.fetch
  globalThis.fetch = (...args: unknown[]) => {
    asked.push(args)
    return new Promise(() => {})
  }
  try {
    const Page = () => {
      const { run, connection } = useRun('r1', { url: 'http://h' })
      return createElement('p', null, `${run.status} ${connection.phase}`)
    }
    expect(renderToString(createElement(Page))).toBe('<p>queued idle</p>')
    expect(asked).toEqual([])
  } finally {
    globalThis.fetch = original
  }
})
