import {
  answerJson,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
} from 'unfold/testing'
import { type Brief, briefOf } from '../stories/chapters.ts'

const PLACES = ['hill', 'brook', 'barn', 'bridge']

/**
 * A model that never says the same twice: it numbers its sentences by what is told already and names the call in each,
 * so a missing, doubled or regenerated sentence shows. As a judge, it finds everything safe.
 */
export async function startToldModel(onStory?: (call: number, steps: ScriptStep[]) => ScriptStep[]): Promise<{
  model: ScriptedModel
  /** Story requests alone, without the judge's. */
  stories: RecordedRequest[]
}> {
  const stories: RecordedRequest[] = []
  const model = await startScriptedModel({
    script(request) {
      if (request.body.response_format?.json_schema?.name === 'verdict')
        return answerJson({ safe: true, reason: '' })
      stories.push(request)
      const steps = answerJson(chapterOf(stories.length, briefOf(request)))
      return onStory?.(stories.length, steps) ?? steps
    },
  })
  return { model, stories }
}

function chapterOf(call: number, brief: Brief): unknown {
  const told: string[] = brief.committed?.paragraphs ?? []
  const paragraphs = PLACES.map((place, i) => {
    const known = told[i]?.match(/\./g)?.length ?? 0
    return [1, 2, 3]
      .slice(known)
      .map((n) => `Mia took step ${n} to the ${place}, call ${call}.`)
      .join(' ')
  }).filter((p) => p !== '')
  const fields = {
    title: `The walk of call ${call}`,
    question: `Where should Mia go, call ${call}?`,
    choices: [1, 2].map((n) => ({ text: `Go way ${n}, call ${call}`, description: `Way ${n} is fine.` })),
    educational_elements: ['Walking is healthy'],
    vocabulary_words: ['brook'],
    plot: { call },
  }
  const left = Object.entries(fields).filter(([key]) => !(brief.committed && key in brief.committed))
  return { ...(paragraphs.length > 0 ? { paragraphs } : {}), ...Object.fromEntries(left) }
}

/** "step n to the place" of every sentence, in order: the same for every telling of the whole chapter. */
export const WHOLE_WALK = PLACES.flatMap((place) => [1, 2, 3].map((n) => `step ${n} to the ${place}`))

export function walkOf(prose: string): string[] {
  return prose.match(/step \d to the \w+/g) ?? []
}
