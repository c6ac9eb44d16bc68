import type { Level, Leveled, Person } from '../brief.ts'
import type { Speech } from '../content.ts'

const SOMEBODY = 'i|we|you|he|she|it|they|there|everyone|everybody|nobody'
/** What somebody does: behind "and" it begins a clause, where a thing would only be one more thing. */
const DOES =
  '(?:add|ask|bake|become|begin|bring|build|call|carry|climb|come|cook|dance|draw|eat|explore|find|fix|follow|get|give|go|help|hide|invite|jump|learn|leave|listen|look|make|meet|open|paint|play|put|ride|run|sail|save|say|search|see|show|sing|sit|sleep|start|stop|swim|take|talk|teach|tell|try|turn|use|visit|wait|walk|watch)(?:e?s)?|(?:carri|fli|tri)es|fly|began|built|came|found|flew|gave|got|made|met|put|ran|sang|sat|saw|said|told|took|went|can|could|will|would|\\w+ed'

export const ENGLISH_SPEECH: Speech = {
  pronouns({ pronoun }, letter) {
    const he = pronoun === 'he'
    return {
      [`${letter}he`]: pronoun,
      [`${letter}him`]: he ? 'him' : 'her',
      [`${letter}his`]: he ? 'his' : 'her',
      [`${letter}himself`]: he ? 'himself' : 'herself',
    }
  },
  heroFromText,
  stretchWords,
  notRepeated:
    /\b(kill|dead|die|dies|death|war|gun|guns|shoot|bomb|knife|sword|weapon|blood|hurt|fight|hate|stupid|scar[ey]\w*|afraid|worried|horror|monster|ghost|ignore|instruction\w*|prompt|system|http\w*|www)\b/i,
  waits: /^(a|an|the|and|or|to|of|in|on|at|with|my|his|her|their|for)$/i,
  clause: new RegExp(
    String.raw`(?<=[.!?;:–—]) | [–—] |,? (?=(?:(?:and )?then|but|because|until|while|when|who|which|so that|(?:and|or|so|if|before|after) (?:${SOMEBODY})|and (?:${DOES}))\b)|, (?=(?:${SOMEBODY})\b)`,
    'gi',
  ),
}

function heroFromText(text: string): Pick<Person, 'name' | 'pronoun'> | null {
  const met = new Map<string, number>()
  for (const [name] of text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu))
    met.set(name, (met.get(name) ?? 0) + 1)
  const [name] = [...met].toSorted((a, b) => b[1] - a[1])[0] ?? []
  if (name === undefined) return null
  const pronouns = text.match(/\b(he|she)\b/gi) ?? []
  const hers = pronouns.filter((word) => word.toLowerCase() === 'she').length
  return { name, pronoun: hers * 2 > pronouns.length ? 'she' : 'he' }
}

const STRETCH_LETTERS: Leveled<number> = { beginner: 5, intermediate: 7, advanced: 8 }

/** The longest words that the chapter really holds, names left out. */
function stretchWords(text: string, level: Level): string[] {
  const names = new Set(text.match(/(?<=[\p{Ll},] )\p{Lu}\p{L}+/gu)?.map((name) => name.toLowerCase()))
  const words = [...new Set(text.match(/\b\p{Ll}+\b/gu))].filter(
    (word) => word.length >= STRETCH_LETTERS[level] && !names.has(word),
  )
  return words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4)
}
