import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../protocol/index.ts'
import type { JsonRevealOptions, RevealEvent } from './index.ts'
import { createJsonReveal } from './index.ts'

const CORPUS = [
  '{}',
  '{"a":[]}',
  '{"title":"The lamp","paragraphs":["One.","Two."],"n":[0,-0,1.5,-2e3,1E+2,12e-1,1e999]}',
  '{"escapes":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u05d0","\\u006bey":"v"}',
  '{"pair":"\\ud83e\\udd8a and 🦊 and \\uD83E\\uDD8A","mixed":"\\ud83e🦊","lone":"\\ud83e","low":"\\udd8a x","end":"x\\ud83e"}',
  ' \n{ "a" : { "b" : [ true , false , null , { } , [ ] , "" ] } , "c" : "" } \n',
  '{"__proto__":{"x":1},"constructor":"c","":"empty key","a":1,"a":{"b":2},"a":"last"}',
  '{"hebrew":"שלום, ילדה! \\u05d1\\u05d5\\u05d0","cluster":"👩‍👩‍👧 é e\\u0301"}',
  `{"deep":${'['.repeat(40)}"x"${']'.repeat(40)}}`,
]

function reveal(chunks: readonly string[], options?: JsonRevealOptions) {
  const reader = createJsonReveal(options)
  const events = chunks.flatMap((chunk) => reader.write(chunk))
  return { events, end: reader.end(), root: rootOf(events), examined: reader.examined }
}

function rootOf(events: readonly RevealEvent[]): Json | undefined {
  const last = events.at(-1)
  return last?.type === 'value' && last.path.length === 0 ? last.value : undefined
}

/** Growth of each string joined, everything else as it came: what must not depend on how the text was cut. */
function joined(events: readonly RevealEvent[]): unknown[] {
  const out: RevealEvent[] = []
  for (const event of events) {
    const last = out.at(-1)
    if (event.type === 'text' && last?.type === 'text' && last.path === event.path) {
      out[out.length - 1] = { ...last, text: last.text + event.text }
    } else out.push(event)
  }
  return out
}

/** What the reader makes of these chunks, in a form that has to equal `asParsed` of the whole text. */
function asRevealed(chunks: readonly string[]) {
  const { events, end, root } = reveal(chunks)
  const grown: string[] = []
  let growing = ''
  for (const event of events) {
    if (event.type === 'text') growing += event.text
    if (event.type !== 'value' || typeof event.value !== 'string') continue
    grown.push(growing)
    growing = ''
  }
  return { end, root, text: JSON.stringify(root), grown, rest: growing }
}

function asParsed(json: string) {
  const root = JSON.parse(json) as Json
  const strings = [...json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/gs)].filter(([, , colon]) => !colon)
  const grown = strings.map(([, text]) => JSON.parse(text!) as string)
  return { end: 'complete', root, text: JSON.stringify(root), grown, rest: '' }
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set([0, ...places.map((place) => place % (text.length + 1)), text.length])].toSorted(
    (a, b) => a - b,
  )
  return at.slice(1).map((end, i) => text.slice(at[i], end))
}

describe('incremental JSON', () => {
  it.each(CORPUS)('reads %s as JSON.parse does, cut at every place', (json) => {
    const expected = asParsed(json)
    expect(asRevealed(json.split(''))).toStrictEqual(expected)
    for (let i = 0; i <= json.length; i++) {
      expect(asRevealed([json.slice(0, i), json.slice(i)])).toStrictEqual(expected)
    }
  })

  it('reads any value as JSON.parse does, however it is cut and spaced', () => {
    const spaced = fc.tuple(
      fc.json({ stringUnit: 'binary', maxDepth: 5 }),
      fc.constantFrom(undefined, 1, '\t'),
    )
    fc.assert(
      fc.property(spaced, fc.array(fc.nat(5000), { maxLength: 40 }), ([value, space], places) => {
        const json = JSON.stringify({ value: JSON.parse(value) as Json }, null, space)
        expect(asRevealed(cut(json, places))).toStrictEqual(asParsed(json))
      }),
      { numRuns: 400 },
    )
  })

  it('reads escaped text the same as raw text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(500)), (text, places) => {
        const units = text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        const json = `{"t":"${units.join('')}"}`
        expect(reveal(cut(json, places)).root).toStrictEqual({ t: text })
      }),
    )
  })

  it('tells the same events for every cut of any text, JSON or not', () => {
    const signs = String.raw`{ } [ ] : , " \ ' "a" \u d83e \n true nul - 1 .5 e x 🦊`.split(' ')
    const scraps = fc.constantFrom(' ', '\n', ...signs)
    const text = fc.array(scraps, { maxLength: 30 }).map((parts) => `{"k":${parts.join('')}`)
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (json, places) => {
        const whole = reveal([json])
        const pieces = reveal(cut(json, places))
        expect(pieces.end).toBe(whole.end)
        expect(joined(pieces.events)).toStrictEqual(joined(whole.events))
        expect(!accepts(json) || whole.end === 'complete').toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('tells text as soon as it is there, with one path object per value', () => {
    const reader = createJsonReveal()
    expect(reader.write('{"story":{"paragraphs":["On')).toStrictEqual([
      { type: 'text', path: ['story', 'paragraphs', 0], text: 'On' },
    ])
    const [text, value] = reader.write('ce"')
    expect([text, value]).toStrictEqual([
      { type: 'text', path: ['story', 'paragraphs', 0], text: 'ce' },
      { type: 'value', path: ['story', 'paragraphs', 0], value: 'Once' },
    ])
    expect(pathOf(text)).toBe(pathOf(value))
    expect(reader.write(']')).toStrictEqual([
      { type: 'value', path: ['story', 'paragraphs'], value: ['Once'] },
    ])
  })

  it('never ends a text between the halves of a pair, escaped or raw', () => {
    for (const json of ['{"t":"a\\ud83e\\udd8ab"}', '{"t":"a🦊b"}', '{"t":"a\\ud83e\udd8ab"}']) {
      const texts = reveal(json.split('')).events.filter((event) => event.type === 'text')
      expect(texts.map((event) => event.text)).toStrictEqual(['a', '🦊', 'b'])
    }
  })

  it.each([
    ['a fence', '```json\n{"a":1}\n```\n'],
    ['a sentence before it', 'Of course! Here is "your" story: {"a":1}'],
    ['a sentence after it', '{"a":1} I hope {this} helps.'],
    ['a trailing comma', '{"a":1,}'],
    ['a byte order mark', '\ufeff{"a":1}'],
  ])('accepts %s', (_, text) => {
    for (const chunks of [[text], text.split('')]) {
      expect(reveal(chunks)).toMatchObject({ end: 'complete', root: { a: 1 } })
    }
  })

  it('accepts raw line breaks in strings, trailing commas in arrays, and an array as root', () => {
    expect(reveal(['{"a":"one\n\ttwo","b":[1,[2,],]}']).root).toStrictEqual({ a: 'one\n\ttwo', b: [1, [2]] })
    expect(reveal(['Here: [{"a":1}, 2]'], { root: 'array' }).root).toStrictEqual([{ a: 1 }, 2])
  })

  it('reports a key that comes twice, before anything of its second value', () => {
    const { events, root } = reveal(['{"a":"x","a":"y"}'])
    expect(events.map((event) => event.type)).toStrictEqual([
      'text',
      'value',
      'duplicate',
      'text',
      'value',
      'value',
    ])
    expect(events[2]).toStrictEqual({ type: 'duplicate', path: ['a'] })
    expect(root).toStrictEqual({ a: 'y' })
  })

  it.each([
    ['{"a" 1}', 5, 'unexpected-character'],
    ['{a:1}', 1, 'unexpected-character'],
    ['{"a":1]', 6, 'unexpected-character'],
    ['{"a":[,]}', 6, 'unexpected-character'],
    ['{"a":[1,,2]}', 8, 'unexpected-character'],
    ['{,}', 1, 'unexpected-character'],
    ['{"a":}', 5, 'unexpected-character'],
    ['{"a":trux}', 8, 'unexpected-character'],
    ['{"a":undefined}', 5, 'unexpected-character'],
    ['{"a":01}', 7, 'bad-number'],
    ['{"a":1.}', 7, 'bad-number'],
    ['{"a":-}', 6, 'bad-number'],
    ['{"a":1e+}', 8, 'bad-number'],
    ['{"a":"x\\q"}', 8, 'bad-escape'],
    ['{"a":"x\\u12g4"}', 11, 'bad-escape'],
  ])('says where %s is malformed, and nothing after it', (json, at, reason) => {
    for (const chunks of [
      [json, '"more"'],
      [...json.split(''), '}'],
    ]) {
      const { events, end } = reveal(chunks)
      expect(events.at(-1)).toStrictEqual({ type: 'malformed', at, reason })
      expect(end).toBe('malformed')
    }
  })

  it('stops at the depth and the length that it was given', () => {
    const deep = { maxDepth: 3 }
    expect(reveal(['{"a":[[1]]}'], deep).end).toBe('complete')
    expect(reveal(['{"a":[[[1]]]}'], deep).events).toStrictEqual([
      { type: 'malformed', at: 7, reason: 'too-deep' },
    ])
    const { events, end } = reveal(['{"a":"12', '34567"}'], { maxLength: 10 })
    expect(events).toStrictEqual([
      { type: 'text', path: ['a'], text: '12' },
      { type: 'text', path: ['a'], text: '34' },
      { type: 'malformed', at: 10, reason: 'too-long' },
    ])
    expect(end).toBe('malformed')
    expect(reveal(['chatter '.repeat(9)], { maxLength: 20 }).end).toBe('malformed')
    expect(reveal(['{"a":"12"}'], { maxLength: 10 }).end).toBe('complete')
  })

  it('tells a cut answer from an empty one', () => {
    expect(reveal(['{"a":"x"']).end).toBe('truncated')
    expect(reveal(['{']).end).toBe('truncated')
    expect(reveal([]).end).toBe('empty')
    expect(reveal(['I cannot help with that.']).end).toBe('empty')
  })

  it('looks at every character once, whatever the length and the cut', () => {
    const paragraph = 'The lamp blinked \\"twice\\"\\n, and \\u05d0 🦊 ran. '
    for (const times of [1, 16, 256]) {
      const json = `{"n":[${'12.5,'.repeat(times)}0],"t":"${paragraph.repeat(times)}"}`
      for (const size of [1, 4, json.length]) {
        const chunks = Array.from({ length: Math.ceil(json.length / size) }, (_, i) =>
          json.slice(i * size, i * size + size),
        )
        const { examined, root } = reveal(chunks)
        expect(root).toStrictEqual(JSON.parse(json))
        expect(examined).toBe(json.length)
      }
    }
  })
})

function pathOf(event: RevealEvent | undefined) {
  return event && 'path' in event ? event.path : undefined
}

function accepts(json: string): boolean {
  try {
    JSON.parse(json)
    return true
  } catch {
    return false
  }
}
