/** What is known of the text that a piece of a pattern matches. */
interface Facts {
  /** All texts that it may match, where they are few. */
  exact: readonly string[] | null
  /** Of these every match holds at least one; null when nothing is known. */
  held: readonly string[] | null
}

const UNKNOWN: Facts = { exact: null, held: null }
const NOTHING: Facts = { exact: [''], held: null }
/** Exact texts are counted up to here. */
const MOST_EXACT = 64
/** A class of more characters is any character. */
const WIDEST_CLASS = 8
const SHORTEST_LITERAL = 2
/** Longer literals tell no better where a pattern may match. */
const TELLING = 4
/** Letters without a second spelling in lower case. */
const PLAIN_LETTER = /^[\0-\x7F\u05BE-\u05F4]$/
/** References, control letters, named groups and changes of flags: no pattern needs them, so they are not read. */
const UNREADABLE = /\\[kc\d]|\(\?(?![:=!]|<[=!])/

/**
 * Lower-case texts of which every match of the pattern holds at least one, whatever its case; null when there are none to
 * name. So a text that holds none of them need not be tried, and one from which pieces were taken out not either.
 */
export function literalsOf(pattern: RegExp): readonly string[] | null {
  if (pattern.unicodeSets || (pattern.unicode && pattern.ignoreCase) || UNREADABLE.test(pattern.source))
    return null
  const facts = new PatternReader(pattern.source).read()
  const held = better(facts.exact, facts.held)
  return held && shortest(held)
}

/** Reads the source of a pattern that the engine has accepted: it need not be checked again. */
class PatternReader {
  readonly #signs: readonly string[]
  #at = 0

  constructor(source: string) {
    this.#signs = Array.from(source)
  }

  read(): Facts {
    const alternatives: Facts[] = []
    let pieces: Facts[] = []
    for (let sign = this.#next(); sign !== undefined && sign !== ')'; sign = this.#next()) {
      if (sign === '|') {
        alternatives.push(inOrder(pieces))
        pieces = []
      } else pieces.push(this.#repeated(this.#piece(sign)))
    }
    return oneOf([...alternatives, inOrder(pieces)])
  }

  #next(): string | undefined {
    return this.#signs[this.#at++]
  }

  #piece(sign: string): Facts {
    if (sign === '^' || sign === '$') return NOTHING
    if (sign === '.') return UNKNOWN
    if (sign === '[') return this.#class()
    if (sign === '\\') return this.#escape()
    return sign === '(' ? this.#group() : letter(sign)
  }

  #group(): Facts {
    if (this.#signs[this.#at] !== '?') return this.read()
    const isAround = this.#signs[this.#at + 1] !== ':'
    this.#at += this.#signs[this.#at + 1] === '<' ? 3 : 2
    const facts = this.read()
    return isAround ? NOTHING : facts
  }

  #escape(): Facts {
    const sign = this.#next()!
    if (sign === 'b' || sign === 'B') return NOTHING
    if (/[\^$\\.*+?()[\]{}|/-]/.test(sign)) return letter(sign)
    if ('pPu'.includes(sign) && this.#signs[this.#at] === '{')
      this.#at = this.#signs.indexOf('}', this.#at) + 1
    else if (sign === 'u') this.#at += 4
    else if (sign === 'x') this.#at += 2
    return UNKNOWN
  }

  #class(): Facts {
    const from = this.#at
    let isWide = this.#signs[from] === '^'
    for (let sign = this.#next(); sign !== ']'; sign = this.#next()) {
      if (sign !== '\\') continue
      isWide = true
      this.#at += 1
    }
    const signs = this.#signs.slice(from, this.#at - 1)
    if (isWide || signs.length > WIDEST_CLASS || signs.slice(1, -1).includes('-')) return UNKNOWN
    return oneOf(signs.map(letter))
  }

  #repeated(facts: Facts): Facts {
    const sign = this.#signs[this.#at]
    if (sign === undefined || !'?*+{'.includes(sign)) return facts
    const rest = this.#signs.slice(this.#at, this.#at + 12).join('')
    const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0]
    if (times === undefined) return facts
    this.#at += times.length
    const isOptional = /^(?:\?|\{0,1\})/.test(times)
    if (isOptional && facts.exact) return { exact: ['', ...facts.exact], held: null }
    if (isOptional || /^(?:\*|\{0)/.test(times)) return UNKNOWN
    return { exact: null, held: better(facts.exact, facts.held) }
  }
}

function letter(sign: string): Facts {
  return PLAIN_LETTER.test(sign) ? { exact: [sign.toLowerCase()], held: null } : UNKNOWN
}

function inOrder(pieces: readonly Facts[]): Facts {
  let run: readonly string[] = ['']
  /** Goes behind each of the run: a word is read letter by letter. */
  let tail = ''
  let held: readonly string[] | null = null
  let isExact = true
  const ended = () => (tail === '' ? run : run.map((start) => start + tail))
  for (const { exact, held: within } of pieces) {
    if (exact?.length === 1) {
      tail += exact[0]!
      continue
    }
    const starts = ended()
    tail = ''
    if (exact && starts.length * exact.length <= MOST_EXACT) {
      run = starts.flatMap((start) => exact.map((end) => start + end))
    } else {
      isExact = false
      held = better(held, starts, within)
      run = exact ?? ['']
    }
  }
  return isExact ? { exact: ended(), held: null } : { exact: null, held: better(held, ended()) }
}

function oneOf(alternatives: readonly Facts[]): Facts {
  if (alternatives.length === 1) return alternatives[0]!
  const exact = alternatives.flatMap((facts) => facts.exact ?? [])
  if (alternatives.every((facts) => facts.exact) && exact.length <= MOST_EXACT) return { exact, held: null }
  const held = alternatives.map((facts) => better(facts.exact, facts.held))
  return { exact: null, held: held.every((each) => each !== null) ? held.flat() : null }
}

/** Of several lists the one that tells most; null when all have a text too short to tell anything. */
function better(...lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  let best: readonly string[] | null = null
  let most = 0
  for (const list of lists) {
    const length = Math.min(TELLING, ...(list ?? ['']).map((text) => text.length))
    if (length < SHORTEST_LITERAL) continue
    const worth = length - list!.length / 1000
    if (worth <= most) continue
    best = list
    most = worth
  }
  return best
}

/** Without those that hold another one. */
function shortest(texts: readonly string[]): string[] {
  const kept: string[] = []
  for (const text of new Set(texts.toSorted((a, b) => a.length - b.length)))
    if (!kept.some((short) => text.includes(short))) kept.push(text)
  return kept
}
