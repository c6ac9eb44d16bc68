import { describe, expect, it } from 'vitest'
import {
  composeChapter,
  fitsLevel,
  LEVELS,
  randomFromText,
  REVIEWED_ENDINGS,
  reviewedEnding,
  reviewedQuestion,
  sentencesFromText,
  tripleFromPlot,
} from './index.ts'
import { ENGLISH } from './en/index.ts'
import { BRIEF, expectOneStory, tellShelf, tellStory } from './telling.fixture.ts'
import { withArticle } from './template.ts'

const STORIES = tellShelf(BRIEF, ENGLISH.worlds, 12)

const TAGS =
  /^(said|asked|cried|called|panted|exclaimed|replied|grumbled|inquired|murmured|begged|somebody had asked)/

describe('composing a chapter', () => {
  it('gives the same chapter for the same seed, and another for another', () => {
    const compose = (seed: string) => composeChapter({ ...BRIEF, seed }, randomFromText(seed))
    expect(compose('one')).toEqual(compose('one'))
    expect(compose('one').paragraphs).not.toEqual(compose('two').paragraphs)
    expect(tripleFromPlot(compose('one').plot)).not.toEqual(tripleFromPlot(compose('two').plot))
  })

  it('has as many paragraphs as were asked for, each of two sentences or more', () => {
    for (const paragraphCount of [1, 2, 3, 4, 5, 6, 7]) {
      const { paragraphs } = composeChapter({ ...BRIEF, paragraphCount }, randomFromText('x'))
      expect(paragraphs).toHaveLength(paragraphCount)
      for (const paragraph of paragraphs)
        expect(sentencesFromText(paragraph).length).toBeGreaterThanOrEqual(2)
    }
  })

  it('keeps the limits of its level in every sentence', () => {
    const unfit = STORIES.flatMap(({ brief, text }) =>
      sentencesFromText(text).filter((sentence) => !fitsLevel(sentence, brief.level, 'english')),
    )
    expect(unfit).toEqual([])
  })

  it('writes clean English', () => {
    const faults = STORIES.flatMap(({ chapters }) =>
      chapters.flatMap((chapter) =>
        [
          ...chapter.paragraphs,
          ...chapter.choices.flatMap((c) => [c.text, c.description]),
          chapter.title,
          chapter.question ?? 'None',
        ].flatMap(faultsOf),
      ),
    )
    expect([...new Set(faults)]).toEqual([])
  })

  it('holds no word that does not belong in a gentle story', () => {
    const harsh =
      /\b(death|dead|die[ds]?|kill\w*|war|gun|sword|weapon|blood\w*|hurt|violen\w*|horror|scar(y|ed)|afraid|worried|monster|ghost|nightmare|fight\w*|hate[ds]?|stupid)\b/i
    expect(STORIES.filter(({ text }) => harsh.test(text)).map(({ text }) => harsh.exec(text)?.[0])).toEqual(
      [],
    )
  })

  it('carries the choice into the next chapter, in its own words and in its plot', () => {
    for (const { chapters } of STORIES)
      for (const [i, chapter] of chapters.slice(1).entries()) {
        const made = chapter.plot.choices.at(-1)!
        const offered = chapters[i]!.plot.options.find((option) => option.text === made.text)!
        expect(made).toEqual({ ...offered, chapter: i + 1, own: false })
        expect(chapter.paragraphs[0]!.toLowerCase()).toContain(made.text.toLowerCase())
      }
  })

  it('leads each choice to a chapter of its own', () => {
    const first = composeChapter(BRIEF, randomFromText('seed'))
    const next = first.choices.map(({ text }) =>
      composeChapter(
        { ...BRIEF, chapterNumber: 2, previous: [first], choice: { text, own: false } },
        randomFromText('seed:2'),
      ),
    )
    expect(next).toHaveLength(3)
    expect(new Set(next.map((chapter) => chapter.paragraphs[0])).size).toBe(3)
    expect(new Set(next.map((chapter) => chapter.paragraphs[2])).size).toBe(3)
    expect(new Set(next.map((chapter) => chapter.plot.choices[0]!.approach)).size).toBe(3)
  })

  it('keeps hero, helper and place to the end, and ends', () => {
    for (const story of STORIES) expectOneStory(story)
  })

  it('weaves the child’s own words in as speech, and leaves out what should not be said again', () => {
    const first = composeChapter(BRIEF, randomFromText('seed'))
    const second = (text: string) =>
      composeChapter(
        { ...BRIEF, chapterNumber: 2, previous: [first], choice: { text, own: true } },
        randomFromText('seed:2'),
      )
    const songs = second('they all sing to the moon!!')
    expect(songs.paragraphs[0]).toContain('“They all sing to the moon')
    expect(songs.plot.choices[0]).toMatchObject({ approach: 'play', own: true })
    const rude = second('they get a gun and fight <b>everyone</b>')
    expect(rude.paragraphs.join(' ')).not.toMatch(/gun|fight|<b>/)
    const long = second(
      'we build a ship of biscuits and jam and then we sail it over the big blue sea to Spain',
    )
    expect(
      long.paragraphs.flatMap(sentencesFromText).filter((s) => !fitsLevel(s, 'beginner', 'english')),
    ).toEqual([])
    expect(long.plot.choices[0]!.approach).toBe('make')
  })

  it('speaks of a theme that it has no world for', () => {
    const texts = Array.from({ length: 5 }, (_, n) =>
      tellStory({ ...BRIEF, theme: 'trombone clouds', seed: `t${n}` }),
    )
    for (const { text } of texts) expect(text).toContain('trombone clouds')
  })

  it('goes on with the hero of chapters by another author', () => {
    const previous = [
      {
        title: 'One',
        paragraphs: ['One day, Tibo met a fox. The fox told Tibo a joke, and Tibo laughed.'],
        plot: null,
      },
    ]
    const choice = { text: 'Follow the fox', own: false }
    const draft = composeChapter({ ...BRIEF, chapterNumber: 2, previous, choice }, randomFromText('seed'))
    expect(draft.plot.hero.name).toBe('Tibo')
    expect(draft.paragraphs[0]).toContain('follow the fox')
  })
})

describe('the reviewed texts', () => {
  it('fit their level and name the hero where the plot is known', () => {
    const memory = composeChapter(BRIEF, randomFromText('seed')).plot
    for (const level of LEVELS) {
      for (const { plain, named } of REVIEWED_ENDINGS.english[level])
        for (const text of [plain, named.replaceAll('{hero}', 'Ada')]) {
          expect(faultsOf(text)).toEqual([])
          expect(sentencesFromText(text).filter((s) => !fitsLevel(s, level, 'english'))).toEqual([])
        }
      expect(reviewedEnding({ language: 'english', level }, memory, 's')).toContain(memory.hero.name)
      expect(reviewedEnding({ language: 'english', level }, null, 's')).not.toContain('{')
      expect(reviewedQuestion({ language: 'english', level }, memory, 's').question).toContain(
        memory.hero.name,
      )
      expect(
        reviewedQuestion({ language: 'english', level }, null, 's').choices.length,
      ).toBeGreaterThanOrEqual(2)
    }
  })
})

function faultsOf(text: string): string[] {
  const faults: string[] = []
  const fault = (kind: string, found: string | undefined) =>
    found !== undefined && faults.push(`${kind}: ${found}`)
  fault(
    'doubled word',
    /\b(?!(?:bom|sniff|snap|ha|yes|pat|knock|dig|oom|quack)\b)(\w+) \1\b/i.exec(text)?.[0],
  )
  fault(
    'article',
    [...text.matchAll(/\b(an?) (\w+)/gi)].find(
      ([, a, n]) => withArticle(n!).split(' ')[0] !== a!.toLowerCase(),
    )?.[0],
  )
  fault('slot', /[{}[\]|]|undefined|null/.exec(text)?.[0])
  fault('space', / {2}| [,.;!?]|^\s|\s$/.exec(text) ? text : undefined)
  fault('straight quote', /["']/.exec(text)?.[0])
  if ((text.match(/“/g) ?? []).length !== (text.match(/”/g) ?? []).length) faults.push(`quotes: ${text}`)
  if (!/^[“]?\p{Lu}|^[“]?\d/u.test(text)) faults.push(`capital: ${text}`)
  for (const [all, rest] of text.matchAll(/[.!?]”? ([a-z].{0,25})/g)) {
    // A speech tag goes on after “...!” and “...?”; nothing else does.
    if (!(/[!?]”/.test(all) && TAGS.test(rest!))) faults.push(`capital: ${all}`)
  }
  return faults
}
