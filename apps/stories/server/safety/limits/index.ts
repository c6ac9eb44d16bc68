import type { Limits } from '../../../shared/index.ts'
import { foldHebrew } from '../hebrew/disguises.ts'
import { hebrew } from '../hebrew/word-forms.ts'
import { normalise } from '../normalise.ts'
import type { Rule } from '../rule.ts'
import { wholeWords } from '../rule.ts'
import { SPOOKY } from './spookiness.ts'
import type { Topic } from './topic.ts'
import { TOPICS } from './topics.ts'

/** The limits as rules for stories of a language, by its tag. Pure; the same limits give the same list. */
export function rulesFromLimits(limits: Limits | undefined, tag: string): readonly Rule[] {
  if (!limits) return NO_RULES
  const key = `${tag} ${limits.spookiness} ${limits.avoid.join('\n')}`
  const known = made.get(key)
  if (known) return known
  const rules = [...topicRules(limits.avoid, tag), ...spookyRules(limits.spookiness, tag)]
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value!)
  made.set(key, rules)
  return rules
}

/** Patterns take a millisecond to compile, and a chapter asks for the same ones a hundred times. */
const made = new Map<string, readonly Rule[]>()
const MOST_KEPT = 200
const NO_RULES: readonly Rule[] = []

function topicRules(avoid: readonly string[], tag: string): Rule[] {
  const patterns = avoid.flatMap((topic) => patternFromTopic(topic, tag) ?? [])
  if (patterns.length === 0) return []
  return [{ id: 'avoided-topic', reason: 'It speaks of a topic that you asked to avoid.', patterns }]
}

function spookyRules(spookiness: number, tag: string): Rule[] {
  const steps = SPOOKY.filter(({ above }) => spookiness < above)
  if (steps.length === 0) return []
  return [
    {
      id: 'too-spooky',
      reason: 'It is spookier than you allowed.',
      except: tag === 'he' ? EXCEPT_HE : EXCEPT_EN,
      patterns: steps.map((step) => (tag === 'he' ? hebrew(...step.he) : wholeWords(...step.en))),
    },
  ]
}

/** Nobody is frightened by these. */
const EXCEPT_EN = [
  /\b(?:not|never|nobody|no one|wasn't|weren't|isn't|aren't|don't|didn't|nothing to) (?:\w+ )?(?:scared|afraid|frightened|scary|dangerous|fear)\b/g,
  /\bno (?:danger|fear|monsters?|ghosts?)\b/g,
  /\bfear(?:s|ed)? (?:that|the worst)\b/g,
  /\bscarecrows?\b|\bfearless\w*\b|\bcricket bats?\b/g,
]
const EXCEPT_HE = [
  hebrew(
    '(?:לא|אף אחד לא|אין מה|בלי|שום|אל) (?:\\S{1,} )?(?:~מפחיד(?:ה|ים)?|~פחד(?:ה|ו)?|~לפחד|~מפחד(?:ת|ים)?|~נבהל(?:ה|ו)?|תפחד(?:י|ו)?|~מסוכנ(?:ת|ים)|~מסוכן|~סכנה)',
    '~חסר(?:ת|י)? פחד',
  ),
]

function patternFromTopic(text: string, tag: string): RegExp | null {
  const topic = knownTopic(text)
  if (topic) return tag === 'he' ? hebrew(...topic.he) : wholeWords(...topic.en)
  const words = plainWords(text)
  const isHebrew = words.some((word) => /[א-ת]/.test(word))
  if (words.length === 0 || isHebrew !== (tag === 'he')) return null
  return isHebrew
    ? hebrew(words.map(hebrewForms).join(' '))
    : new RegExp(`(?<![\\p{L}\\p{N}])${words.map(englishForms).join("['-]?\\W+")}(?![\\p{L}\\p{N}])`, 'gu')
}

/** All words of it that say something name one topic of ours: "scary dogs", "the dark". */
function knownTopic(text: string): Topic | undefined {
  const words = plainWords(text).filter((word) => !EMPTY_WORDS.has(word))
  if (words.length === 0) return undefined
  return TOPICS.find(({ names }) => {
    const plain = names.map((name) => foldHebrew(name))
    return words.every((word) => plain.includes(word) || plain.includes(word.replace(/^ה(?=.{2})/, '')))
  })
}

const EMPTY_WORDS = new Set(
  (
    'a an the of from being going getting my his her any all big large scary mean angry and or about no fear afraid parents parent ' +
    'mum mom dad people things anything stories with in at של את כל עם על מ ב ו או פחד מפני גדולים גדול מפחידים מפחיד אנשים דברים הורים מההורים אמא אבא'
  )
    .split(' ')
    .map(foldHebrew),
)

function plainWords(text: string): string[] {
  return foldHebrew(normalise(text, { letters: {}, pictures: {} })).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The word with the endings that English gives it: "flying" is met as "fly", "flies" and "flew" is not. */
function englishForms(word: string): string {
  const stem =
    word.length > 4 ? word.replace(/(?<=.{3})(?:ies|ing|es|s|y|e)$/, '') : word.replace(/(?<=..)s$/, '')
  const doubled = /[bdgklmnprt]$/.test(stem) ? `${stem.at(-1)}?` : ''
  return `${stem}${doubled}(?:y|ies|ied|e|es|ed|d|er|ers|ing|s|'s)?`
}

/** The word with its prefix letters and endings; a feminine ending gives way to those of the plural. */
function hebrewForms(word: string): string {
  const stem = word.length > 4 ? word.replace(/(?:ימ|ות)$/, '') : word
  if (stem.length > 3 && /[הת]$/.test(stem)) return `~${stem.slice(0, -1)}(?:ה|ת|ות|תו|תה|תי|יות)`
  return `~${stem}+`
}
