import type { ChapterBrief, PlotMemory } from './brief.ts'
import type { Library } from './content.ts'
import type { Draw } from './deck.ts'
import { sentencesFromText, fitsLevel } from './levels.ts'
import { speechFromOwnWords } from './own-words.ts'
import { wordsOnTheWay } from './plan.ts'
import { capitalise, fill } from './template.ts'

/** A block of a chapter: drawn from a pile, or said as it is. */
export type Block = Draw | { said: string[] }

/**
 * The order of a chapter: which blocks make which paragraph. Every chapter has a core; an older child's chapter has more
 * paragraphs, not longer ones.
 */
export function outlineChapter(brief: ChapterBrief, memory: PlotMemory, library: Library): Block[][] {
  const scenes = library.scenes[brief.level]
  const plot = library.plots.find((p) => p.id === memory.plot) ?? library.plots[0]!
  const world = library.worlds.find((w) => w.id === memory.world) ?? library.worlds[0]!
  const temper = library.tempers.find((t) => t.id === memory.words['temper'])!.lines[brief.level]
  const draw = (pile: string, cards: readonly string[], words = memory.words): Block => ({
    pile,
    cards,
    words,
  })
  const onTheWay = (pile: string, cards: readonly string[]) =>
    draw(pile, cards, wordsOnTheWay(memory.words, plot))
  const scene = (name: keyof typeof scenes) => draw(name, scenes[name])
  const problem = (i: number) => draw(`${plot.id}:problem${i}`, plot.problem[brief.level][i]!)
  const solution = (i: number) => draw(`${plot.id}:solution${i}`, plot.solution[brief.level][i]!)
  const moment = () => draw(`moment:${world.id}`, world.moments[brief.level])
  const approach = memory.choices.at(-1)?.approach ?? plot.approaches[0]!
  const journey = (i: number) =>
    onTheWay(`${approach}${i}`, library.approaches[approach].journey[brief.level][i]!)
  const turn = () => {
    const isKnown = plot.apart?.includes('guest') ?? false
    return onTheWay(
      'turn',
      scenes.turn.filter((card) => !(isKnown && card.includes('{guest}'))),
    )
  }
  const turnWhy = () => onTheWay('turnWhy', scenes.turnWhy)
  const doubt = () => draw(`doubt:${memory.words['temper']}`, temper.doubt)
  const hope = () => draw(`hope:${memory.words['temper']}`, temper.hope)
  const topic = memory.words['topic'] === undefined ? [] : [scene('topic')]
  const lead = () => scene('lead')
  const carry = () => carryChoice(brief, memory, library)
  const ending = [scene('ending'), scene('farewell')]

  if (brief.totalChapters <= 1)
    return fitParagraphs(brief.paragraphCount, {
      core: [
        [scene('opening'), scene('hero'), scene('meeting')],
        [problem(0), problem(1), hope()],
        [solution(0), solution(1), ...ending],
      ],
      extras: [
        { after: 1, blocks: [problem(2), doubt(), onTheWay('firstTry', scenes.firstTry)] },
        { after: 0, blocks: [moment(), ...topic, scene('joke')] },
        { after: 1, blocks: [scene('pause'), moment()] },
      ],
      spare: () => [moment(), scene('joke')],
    })
  if (brief.chapterNumber === 1)
    return fitParagraphs(brief.paragraphCount, {
      core: [
        [scene('opening'), scene('hero'), ...topic, ...(brief.paragraphCount < 4 ? [scene('meeting')] : [])],
        [problem(0), problem(1)],
        [problem(2), doubt(), lead()],
      ],
      extras: [
        {
          after: 0,
          blocks: [scene('meeting'), moment(), draw(`greeting:${memory.words['temper']}`, temper.greeting)],
        },
        { after: 1, blocks: [onTheWay('firstTry', scenes.firstTry), scene('joke')] },
        { after: 1, blocks: [scene('pause'), moment(), hope()] },
      ],
      spare: () => [moment(), scene('pause')],
    })
  if (brief.chapterNumber < brief.totalChapters)
    return fitParagraphs(brief.paragraphCount, {
      core: [
        [carry(), journey(0)],
        [journey(1), journey(2)],
        [turn(), turnWhy(), lead()],
      ],
      extras: [
        { after: 0, blocks: [moment(), doubt(), scene('joke')] },
        { after: 1, blocks: [scene('pause'), hope()] },
        { after: 1, blocks: [onTheWay('firstTry', scenes.firstTry), moment()] },
      ],
      spare: () => [moment(), scene('pause')],
    })
  return fitParagraphs(brief.paragraphCount, {
    core: [
      [carry(), journey(0)],
      [solution(0), solution(1)],
      [solution(2), ...ending],
    ],
    extras: [
      { after: 0, blocks: [journey(1), journey(2)] },
      { after: 1, blocks: [scene('thanks'), hope()] },
      { after: 0, blocks: [scene('lastStep'), moment(), scene('joke')] },
    ],
    spare: () => [moment(), scene('pause')],
  })
}

interface Paragraphs {
  core: Block[][]
  /** Taken in order as the count asks; each stands after the core paragraph `after`. */
  extras: { after: number; blocks: Block[] }[]
  spare: () => Block[]
}

function fitParagraphs(count: number, { core, extras, spare }: Paragraphs): Block[][] {
  if (count === 1) return [core.flat()]
  if (count === 2) return [core[0]!, [...core[1]!, ...core.slice(2).flat()]]
  const taken = extras.slice(0, count - core.length)
  const paragraphs = core.flatMap((blocks, i) => [
    blocks,
    ...taken.filter((extra) => extra.after === i).map((extra) => extra.blocks),
  ])
  while (paragraphs.length < count) paragraphs.splice(-1, 0, spare())
  return paragraphs
}

/** The first words of a later chapter say what was chosen, in the words in which it was offered. */
function carryChoice(brief: ChapterBrief, memory: PlotMemory, library: Library): Block {
  const scenes = library.scenes[brief.level]
  const { words } = memory
  const carry: Draw = { pile: 'carry', cards: scenes.carry, words }
  const carryOwn: Draw = { pile: 'carryOwn', cards: scenes.carryOwn, words }
  const choice = memory.choices.at(-1)
  if (choice === undefined || brief.choice === null) return carry
  if (!choice.own) {
    const intent = choice.text.charAt(0).toLowerCase() + choice.text.slice(1).replace(/[.!?]+$/, '')
    return { ...carry, words: { ...carry.words, intent } }
  }
  const speech = speechFromOwnWords(choice.text, brief, library.speech)
  const own: Draw = { ...carryOwn, words: { ...carryOwn.words, own: speech ?? '' } }
  if (speech !== null) return own
  return {
    said: sentencesFromText(capitalise(fill(library.ownPlan, memory.words))).filter((s) =>
      fitsLevel(s, brief.level, brief.language, brief.hero?.name),
    ),
  }
}
