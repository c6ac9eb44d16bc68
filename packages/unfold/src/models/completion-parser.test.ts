import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CompletionParser } from './completion-parser.ts'

const END = 'data: [DONE]\n\n'

function chunkOf(delta: object, rest: object = {}, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: finishReason }], ...rest })}\n\n`
}

function contentOf(...texts: string[]): string {
  return texts.map((content) => chunkOf({ content })).join('')
}

/** Everything that the parser can say about a stream that arrives in these pieces. */
function read(pieces: Iterable<Uint8Array>) {
  const parser = new CompletionParser('test:model')
  let text = ''
  for (const piece of pieces) {
    parser.feed(Buffer.from(piece))
    text += parser.take()
  }
  const { finish, usage, done, recognised } = parser
  return { text, finish, usage, done, recognised, fault: parser.fault?.fault ?? null }
}

const whole = (stream: string) => [Buffer.from(stream)]
const bytewise = (stream: string) =>
  [...Buffer.from(stream)].flatMap((byte) => [Uint8Array.of(byte), Uint8Array.of()])

const corpus: Record<string, { text: string; stream: string }> = {
  'equal frames': { text: 'Once upon a time', stream: contentOf('Once', ' upon', ' a', ' time') + END },
  'text with escapes, quotes and line breaks': {
    text: '{"a":"\\n"b\n\u0001c',
    stream: contentOf('{"', 'a":"', '\\n', '"b\n', '\u0001', 'c') + END,
  },
  'text beyond ASCII': {
    text: 'שָׁלוֹם é👩‍👩‍👧 zhōng文',
    stream: contentOf('שָׁלוֹם', ' é', '👩‍👩‍👧', ' zhōng', '文') + END,
  },
  'an emoji whose surrogate halves come in two chunks': {
    text: '😀',
    stream:
      'data: {"choices":[{"delta":{"content":"\\ud83d"}}]}\n\ndata: {"choices":[{"delta":{"content":"\\ude00"}}]}\n\n' +
      END,
  },
  'carriage returns': {
    text: 'Once upon é',
    stream: contentOf('Once', ' upon', ' é').replaceAll('\n', '\r\n') + END,
  },
  'bare carriage returns': { text: 'Once upon', stream: contentOf('Once', ' upon').replaceAll('\n', '\r') },
  'line endings that change in the middle': {
    text: 'abcdef',
    stream: contentOf('a', 'b') + contentOf('c', 'd').replaceAll('\n', '\r\n') + contentOf('e', 'f') + END,
  },
  'comments and blank lines between frames': {
    text: 'abcde',
    stream: `: thinking\n\n${contentOf('a', 'b')}\n\n: still\n${contentOf('c')}\n${contentOf('d', 'e')}${END}`,
  },
  'data without a space after the colon': {
    text: 'abc',
    stream: (contentOf('a', 'b', 'c') + END).replaceAll('data: ', 'data:'),
  },
  'data over several lines': {
    text: 'abc',
    stream: 'data: {"choices":\ndata: [{"delta":{"content":"a"}}]}\n\n' + contentOf('b', 'c') + END,
  },
  'other fields of the event stream': {
    text: 'ab',
    stream: `event: x\nid: 1\nretry: 5\n${contentOf('a')}id: 2\n${contentOf('b')}${END}`,
  },
  'a byte order mark': { text: 'ab', stream: `\uFEFF${contentOf('a', 'b')}${END}` },
  'a shape that changes': {
    text: 'abcde',
    stream: contentOf('a', 'b') + chunkOf({ role: 'assistant', content: 'c' }) + contentOf('d', 'e') + END,
  },
  'the same text in another field first': {
    text: '122',
    stream:
      [1, 2]
        .map((n) => `data: {"echo":{"content":"${n}"},"choices":[{"delta":{"content":"${n}"}}]}\n\n`)
        .join('') +
      'data: {"echo":{"content":"no"},"choices":[{"delta":{"content":"2"}}]}\n\n' +
      END,
  },
  'reasoning, which is not the answer': {
    text: 'abc',
    stream:
      chunkOf({ reasoning_content: 'hm' }) +
      contentOf('a', 'b') +
      chunkOf({ reasoning: 'so', content: '' }) +
      contentOf('c') +
      END,
  },
  'pieces of content': {
    text: 'ab',
    stream:
      chunkOf({ content: [{ type: 'thinking' }, { type: 'text', text: 'a' }, { type: 'text', text: 'b' }] }) +
      END,
  },
  'a finish, usage and the end': {
    text: 'ab',
    stream:
      contentOf('a', 'b') +
      chunkOf({}, {}, 'length') +
      'data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n' +
      END,
  },
  'a last text that comes with its finish': {
    text: 'abc',
    stream: contentOf('a', 'b') + chunkOf({ content: 'c' }, {}, 'stop') + END,
  },
  'a raw tab in the content': {
    text: 'ab',
    stream: contentOf('a', 'b') + chunkOf({ content: 'c_d' }).replace('_', '\t') + END,
  },
  'a refusal': {
    text: '',
    stream: chunkOf({ refusal: 'I cannot', content: null }) + chunkOf({}, {}, 'stop') + END,
  },
  'text after the end': { text: 'ab', stream: contentOf('a', 'b') + END + contentOf('c') },
  'an error event': {
    text: 'ab',
    stream: contentOf('a', 'b') + 'data: {"error":{"message":"overloaded"}}\n\n' + contentOf('c'),
  },
  'a named error event': {
    text: 'a',
    stream: contentOf('a') + 'event: error\ndata: {"message":"overloaded"}\n\n',
  },
  'too many requests in the stream': {
    text: 'a',
    stream: contentOf('a') + 'data: {"error":{"code":429}}\n\n',
  },
  'a malformed chunk': {
    text: 'abc',
    stream: contentOf('a', 'b', 'c') + 'data: {"choices":[{"del\n\n' + contentOf('d') + END,
  },
  'a frame whose content is cut by a raw line break': {
    text: 'ab',
    stream: contentOf('a', 'b') + 'data: {"id":"c","choices":[{"index":0,"delta":{"content":"x\n\n',
  },
  'content of the wrong type': {
    text: 'a',
    stream: contentOf('a') + chunkOf({ content: { text: 'b' } }) + END,
  },
  'a chunk that is no object': { text: 'a', stream: contentOf('a') + 'data: 7\n\n' + END },
  junk: { text: '', stream: '<html>nothing to see</html>\n\n<p>\n\n' },
  'an end in the middle of a frame': {
    text: 'ab',
    stream: contentOf('a', 'b') + chunkOf({ content: 'c' }).slice(0, 30),
  },
}

describe('a chat-completions stream', () => {
  for (const [name, { text, stream }] of Object.entries(corpus)) {
    it(`gives its text, cut at any byte: ${name}`, () => {
      const expected = read(whole(stream))
      expect(expected.text).toBe(text)
      expect(read(bytewise(stream))).toEqual(expected)
      const bytes = Buffer.from(stream)
      for (let cut = 1; cut < bytes.length; cut++) {
        expect(read([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at byte ${cut}`).toEqual(expected)
      }
    })
  }

  it('reports how it ended', () => {
    const usage = { inputTokens: 7, outputTokens: 2, estimated: false }
    expect(read(whole(corpus['a finish, usage and the end']!.stream))).toMatchObject({
      finish: 'length',
      usage,
      done: true,
    })
    expect(read(whole(corpus['a refusal']!.stream))).toMatchObject({ finish: 'refused', done: true })
    expect(read(whole(corpus['an end in the middle of a frame']!.stream))).toMatchObject({
      finish: null,
      done: false,
    })
    expect(read(whole(corpus['a last text that comes with its finish']!.stream))).toMatchObject({
      finish: 'stop',
    })
    expect(read(whole(contentOf('a') + chunkOf({}, {}, 'content_filter')))).toMatchObject({
      finish: 'refused',
    })
    expect(read(whole(contentOf('a') + chunkOf({}, {}, 'tool_calls')))).toMatchObject({ finish: 'other' })
  })

  it('names what made it unreadable', () => {
    expect(read(whole(corpus['an error event']!.stream)).fault).toBe('unavailable')
    expect(read(whole(corpus['a named error event']!.stream)).fault).toBe('unavailable')
    expect(read(whole(corpus['too many requests in the stream']!.stream)).fault).toBe('busy')
    expect(read(whole(corpus['a malformed chunk']!.stream)).fault).toBe('malformed')
    expect(read(whole(corpus['a raw tab in the content']!.stream)).fault).toBe('malformed')
    expect(read(whole(corpus['content of the wrong type']!.stream)).fault).toBe('malformed')
    expect(read(whole(corpus['a chunk that is no object']!.stream)).fault).toBe('malformed')
    expect(read(whole(corpus['junk']!.stream))).toMatchObject({ recognised: false, fault: null })
  })

  it('refuses a frame without an end instead of keeping it', () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    const pieces = [Buffer.from('data: '), ...Array.from({ length: 9 }, () => megabyte)]
    expect(read(pieces).fault).toBe('malformed')
    expect(read([Buffer.from('data: \r\ndata: '), ...pieces]).fault).toBe('malformed')
  })

  it('reads any texts in any pieces as JSON.parse would', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('"', '\\', '\\"', '\n', '"}]}', ' ok', 'é', '👍', 'data: ', '\ud83d', '\ude00'),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        fc.boolean(),
        (texts, sizes, raw) => {
          // JSON.stringify escapes lone surrogates, so that `raw` frames stay valid UTF-8 as well.
          const stream = raw
            ? contentOf(...texts)
            : texts.map((t) => chunkOf({ content: t }).replace(/[^ -~\n]/g, escapedUnit)).join('')
          const bytes = Buffer.from(stream + END)
          const pieces: Buffer[] = []
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length]!
            pieces.push(bytes.subarray(at, at + size))
            at += size
          }
          expect(read(pieces)).toMatchObject({ text: texts.join(''), done: true, fault: null })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('reads 100 KB at once as it reads single frames', () => {
    const texts = Array.from({ length: 1500 }, (_, i) => (i % 7 === 0 ? '\\"é\n' : ` w${i}`))
    const stream = contentOf(...texts) + END
    expect(stream.length).toBeGreaterThan(100 * 1024)
    expect(read(whole(stream)).text).toBe(texts.join(''))
    expect(
      read([Buffer.from(contentOf('x'.repeat(200_000), 'y'.repeat(200_000), 'z') + END)]).text,
    ).toHaveLength(400_001)
  })
})

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
