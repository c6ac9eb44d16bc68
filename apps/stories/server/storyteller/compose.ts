import { randomFromText, shuffle, type Random } from './chance.ts'
import type { Approach, ChapterBrief, ChapterDraft, PlotMemory } from './brief.ts'
import type { Library } from './content.ts'
import { withPlainHero } from '../hero-name.ts'
import { dealCards } from './deck.ts'
import { ENGLISH } from './en/index.ts'
import { HEBREW } from './he/index.ts'
import { fitsLevel, LEVEL_LIMITS, wordsFromText } from './levels.ts'
import { type Block, outlineChapter } from './outline.ts'
import { planChapter, wordsOnTheWay } from './plan.ts'
import { Hand, Shelf, toldFromText } from './shelf.ts'
import { textFromTemplate, titleCase } from './template.ts'

const LIBRARIES: Record<ChapterBrief['language'], Library> = { english: ENGLISH, hebrew: HEBREW }

/** A chapter as blocks: what a rejected or half-told chapter is gone on from. */
export interface Composition {
  /** Sentences of each block of each paragraph, as this variation words them. */
  blocks(variation: number): string[][][]
  draft(variation: number): ChapterDraft
}

/** Pure: the same brief and the same random numbers give the same chapter. */
export function composeChapter(brief: ChapterBrief, random: Random): ChapterDraft {
  return openComposition(brief, random).draft(0)
}

/** A first chapter is drafted again while the nearest story of the shelf holds more of it than this, so many times at most. */
const NEAR = 0.08
const DRAFTS = 8
/** Three chapters of the longest kind; the memory of ten must stay small. */
const TOLD_LENGTH = 2400

export function openComposition(brief: ChapterBrief, random: Random): Composition {
  const shelf = new Shelf((brief.avoid ?? []).map((story) => story.told ?? ''))
  let best = outlineStory(brief, random, shelf)
  const drafts = brief.previous.length === 0 ? DRAFTS : 1
  for (let draft = 1; draft < drafts && best.nearness > NEAR; draft++) {
    const next = outlineStory(brief, random, shelf)
    if (next.nearness < best.nearness) best = next
  }
  return best
}

function outlineStory(brief: ChapterBrief, random: Random, shelf: Shelf): Composition & { nearness: number } {
  const library = LIBRARIES[brief.language]
  const memory = planChapter(brief, library, random)
  const outline = outlineChapter(brief, memory, library)
  const hand = new Hand(shelf, memory.used)
  const taken = new Map<Block, number>()
  for (const block of outline.flat()) {
    if ('said' in block) continue
    const card = hand.take(dealCards(block, memory.seed, brief, 0))
    if (card !== null) taken.set(block, card.id)
  }
  const sentences = (block: Block, variation: number): string[] => {
    if ('said' in block) return block.said
    const cards = dealCards(block, memory.seed, brief, variation)
    const at = cards.findIndex((card) => card.id === taken.get(block))
    return cards[(Math.max(0, at) + variation) % cards.length]?.sentences ?? []
  }
  const blocks = (variation: number) =>
    outline.map((paragraph) => paragraph.map((block) => sentences(block, variation)))
  const draft = (variation: number) => {
    const told = (memory.told + toldFromText(blocks(0).flat(2).join(' '))).slice(0, TOLD_LENGTH)
    const plot = { ...memory, told, used: hand.used }
    return finishChapter(brief, plot, library, blocks(variation), variation)
  }
  return { blocks, draft, nearness: hand.nearness }
}

function finishChapter(
  brief: ChapterBrief,
  memory: PlotMemory,
  library: Library,
  blocks: string[][][],
  variation: number,
): ChapterDraft {
  const paragraphs = blocks.map((paragraph) => paragraph.flat().join(' '))
  const random = randomFromText(`${memory.seed}:${brief.chapterNumber}:${variation}:end`)
  const plot = library.plots.find((p) => p.id === memory.plot)!
  const world = library.worlds.find((w) => w.id === memory.world)!
  const last = memory.choices.at(-1)
  const ends = brief.chapterNumber >= brief.totalChapters
  const options = ends ? [] : offerChoices(brief, memory, library, random)
  // A chapter on the way may be called after somebody who was asked there.
  const words = brief.chapterNumber === 1 ? memory.words : wordsOnTheWay(memory.words, plot)
  const titles =
    brief.chapterNumber === 1 || last === undefined ? plot.titles : library.approaches[last.approach].titles
  return {
    paragraphs,
    title:
      brief.chapterNumber === 1 && brief.title !== null && brief.title.trim() !== ''
        ? brief.title.trim()
        : titleCase(textFromTemplate(shuffle(titles, random)[0]!, words, random)),
    question: ends ? null : askQuestion(library, memory, random),
    choices: options.map(({ text, description }) => ({ text, description })),
    educational_elements: [
      plot.lesson,
      ...(last === undefined ? [] : [library.approaches[last.approach].skill]),
      ...(brief.chapterNumber === 1 ? [world.fact] : []),
    ],
    vocabulary_words: library.speech.stretchWords(
      withPlainHero(paragraphs.join(' '), brief.hero?.name),
      brief.level,
      namesFromPlot(memory),
    ),
    plot: { ...memory, options: options.map(({ text, approach }) => ({ text, approach })) },
  }
}

/** Three ways on, each an approach of its own; the ones that this story has not tried come first. */
function offerChoices(brief: ChapterBrief, memory: PlotMemory, library: Library, random: Random) {
  const plot = library.plots.find((p) => p.id === memory.plot)!
  const tried = memory.choices.map((choice) => choice.approach)
  const words = wordsOnTheWay(memory.words, plot)
  const heroName = brief.hero?.name
  const order = shuffle(plot.approaches, random).toSorted((a, b) => uses(tried, a) - uses(tried, b))
  return order.slice(0, 3).map((approach) => {
    const cards = shuffle(library.approaches[approach].options[brief.level], random)
    const rendered = cards.map((card) => ({
      approach,
      text: textFromTemplate(card.text, words, random),
      description: textFromTemplate(card.description, words, random),
    }))
    return (
      rendered.find(
        (o) =>
          fitsLevel(o.description, brief.level, brief.language, heroName) &&
          wordsFromText(withPlainHero(o.text, heroName)).length <=
            LEVEL_LIMITS[brief.language][brief.level].maxWords - 3,
      ) ?? rendered[0]!
    )
  })
}

function askQuestion(library: Library, memory: PlotMemory, random: Random): string {
  return textFromTemplate(shuffle(library.questions, random)[0]!, memory.words, random)
}

function namesFromPlot({ hero, helper, words }: PlotMemory): string[] {
  return [hero.name, helper.name, words['guest'], words['elder'], words['adviser']].flatMap(
    (name) => name ?? [],
  )
}

function uses(tried: readonly Approach[], approach: Approach): number {
  return tried.filter((one) => one === approach).length
}
