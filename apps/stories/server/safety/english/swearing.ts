import {
  englishDataset,
  englishRecommendedBlacklistMatcherTransformers as transformers,
  englishRecommendedTransformers,
  RegExpMatcher,
  SyntaxKind,
} from 'obscenity'
import { PatternFilter } from '../pattern-filter.ts'

const words = englishDataset.build()
const matcher = new RegExpMatcher({ ...words, ...englishRecommendedTransformers })

type Term = (typeof words.blacklistedTerms)[number]['pattern']
type Node = Term['nodes'][number]

/** The words as the matcher compiles them, tried before it: it also looks for 66 harmless ones, in every text. */
const patterns = words.blacklistedTerms.map(({ pattern }) => new RegExp(sourceOf(pattern), 's'))
const filter = new PatternFilter(patterns)

/** Swear words with their usual leetspeak. It knows neither birds nor Dick Whittington, whom the rule takes out. */
export function countSwearing(text: string): number {
  const plain = plainFrom(text)
  const possible = filter.find(plain)
  const isSworn = patterns.some((pattern, i) => possible[i] && pattern.test(plain))
  return isSworn ? matcher.getAllMatches(text).length : 0
}

/** What the matcher makes of the text before it looks for words: letters for their look-alikes, none of them stretched. */
function plainFrom(text: string): string {
  const stateful = transformers.flatMap((each) => ('factory' in each ? [each.factory()] : []))
  let plain = ''
  for (const sign of text) {
    let code = letterFrom(sign.codePointAt(0)!)
    for (const each of stateful) if (code !== undefined) code = each.transform(code)
    if (code !== undefined) plain += String.fromCodePoint(code)
  }
  return plain
}

function letterFrom(code: number): number | undefined {
  return code < ascii.length ? ascii[code] : computeLetter(code)
}

function computeLetter(sign: number): number | undefined {
  let code: number | undefined = sign
  for (const each of transformers) if (code !== undefined && 'transform' in each) code = each.transform(code)
  return code
}

const ascii = Array.from({ length: 0x80 }, (_, code) => computeLetter(code))

function sourceOf({ nodes, requireWordBoundaryAtStart, requireWordBoundaryAtEnd }: Term): string {
  const [start, end] = [requireWordBoundaryAtStart, requireWordBoundaryAtEnd].map((is) => (is ? '\\b' : ''))
  return `${start}${nodes.map(sourceOfNode).join('')}${end}`
}

function sourceOfNode(node: Node): string {
  if (node.kind === SyntaxKind.Wildcard) return '.'
  if (node.kind === SyntaxKind.Optional) return `(?:${sourceOfNode(node.childNode)})?`
  return String.fromCodePoint(...node.chars).replace(/[\^$\\.*+?()[\]{}|/]/g, String.raw`\$&`)
}
