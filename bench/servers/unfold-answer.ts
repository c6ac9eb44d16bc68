import { type Flow, defineFlow } from 'unfold/core'
import { createOpenAiModel } from 'unfold/models'
import { createGraphemeHolder } from 'unfold/reveal'
import { z } from 'zod'

/** The provider of the bench; the fan-out has none and asks for none. */
export function modelOf(name: string) {
  const baseUrl = process.env.PROVIDER ?? 'http://127.0.0.1:9'
  return createOpenAiModel({ id: name, baseUrl, model: name, continues: 'prefix' })
}

/** A plain-text flow: what a developer writes for an answer that needs no gate. A later attempt goes on from the text. */
export function createAnswerFlow(): Flow {
  const models = { burst: modelOf('burst'), slow: modelOf('slow') }
  return defineFlow({
    name: 'answer',
    version: 1,
    input: z.object({ model: z.enum(['burst', 'slow']) }),
    output: z.object({ characters: z.int() }),
    run: (ctx, { model }) =>
      ctx.step('write', async (step) => {
        const holder = createGraphemeHolder()
        let text = step.committed.part('answer')?.text ?? ''
        const messages = [{ role: 'user' as const, content: 'hi' }]
        const said = text === '' ? [] : [{ role: 'assistant' as const, content: text }]
        const say = (more: string) => {
          text += more
          step.text('answer', more)
        }
        const stream = models[model].stream({ messages: [...messages, ...said], signal: step.signal })
        for await (const chunk of stream) {
          if ('text' in chunk) say(holder.push(chunk.text))
          else if ('usage' in chunk) step.meter('write', chunk.usage)
        }
        say(holder.flush())
        step.part('answer', 'text', text)
        return { characters: text.length }
      }),
  })
}
