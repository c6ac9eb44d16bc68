import { hashText, pick, pickFresh, randomFromText, shuffle, type Random } from './chance.ts'
import { tripleFromPlot, type Approach, type ChapterBrief, type Person, type PlotMemory } from './brief.ts'
import type { Library, Plot, World } from './content.ts'
import { approachFromOwnWords, topicFromTheme } from './own-words.ts'

/** Who, where and what: drawn once in the first chapter, carried from then on. */
export function planChapter(brief: ChapterBrief, library: Library, random: Random): PlotMemory {
  const known = brief.previous.findLast((chapter) => chapter.plot !== null)?.plot
  if (!known) return meetAgain(brief, createPlot(brief, library, random), library)
  return brief.choice === null
    ? known
    : { ...known, choices: [...known.choices, choiceFromBrief(brief, known, library)] }
}

function createPlot(brief: ChapterBrief, library: Library, random: Random): PlotMemory {
  const seen = brief.avoid ?? []
  const world = worldFromTheme(brief, library)
  const plot = pickFresh(library.plots, (p) => count(seen, (t) => t.plot === p.id), random)
  const place = pickFresh(world.places, (p) => count(seen, (t) => t.place === p.name), random)
  const people = shuffle(
    (['he', 'she'] as const).flatMap((pronoun) => library.names[pronoun].map((name) => ({ name, pronoun }))),
    random,
  ).filter(({ name }) => name !== brief.childName)
  const usesOfName = (name: string) => count(seen, (t) => t.hero.startsWith(`${name} `))
  const heroName = pickFresh(people, (p) => usesOfName(p.name), random)
  const hero: Person = { ...heroName, kind: pick(world.kinds, random) }
  const [friendName, guestName] = people.filter((p) => p.name[0] !== hero.name[0])
  const helper: Person = {
    ...friendName!,
    kind: pick(
      world.friends.filter((kind) => kind !== hero.kind),
      random,
    ),
  }
  const spots = shuffle(place.spots, random)
  const hobby = pick(hobbiesFromInterests(brief, library), random)
  const elder = pick(world.elders, random)
  const temper = pick(library.tempers, random)
  const event = pick(world.events, random)
  const things = shuffle(world.things, random)
  const topic = library.worlds.some((w) => w.id === brief.theme)
    ? null
    : topicFromTheme(brief.theme, brief.level)
  const guestKind = pick(world.guests, random)
  const words: Record<string, string> = {
    ...wordsFromPerson(hero, ''),
    ...wordsFromPerson(helper, 'f'),
    ...wordsFromPerson({ ...guestName!, kind: '' }, 'g'),
    gkind: guestKind,
    stranger: pick(
      world.guests.filter((kind) => kind !== guestKind),
      random,
    ),
    elder: elder.name,
    adviser: pick(
      world.elders.filter((other) => other !== elder),
      random,
    ).name,
    place: place.name,
    at: place.at,
    spotA: spots[0]!,
    spotB: spots[1]!,
    spotC: spots[2]!,
    day: pick(world.days, random),
    sound: pick(world.sounds, random),
    smell: pick(world.smells, random),
    treats: pick(world.treats, random),
    thing: things[0]!,
    other: things[1]!,
    stuff: pick(world.stuff, random),
    event,
    eventName: event.replace(/^the /, ''),
    crowd: pick(world.crowds, random),
    cry: pick(world.cries, random),
    hobby: hobby.hobby,
    keepsake: hobby.keepsake,
    manner: temper.manner,
    temper: temper.id,
    ...(topic === null ? {} : { topic }),
    ...Object.fromEntries(Object.entries(plot.words).map(([name, slot]) => [name, pick(slot, random)])),
  }
  const memory: PlotMemory = {
    seed: String(hashText(`${brief.seed}:${Math.floor(random() * 2 ** 32)}`)),
    told: '',
    used: [],
    world: world.id,
    plot: plot.id,
    hero,
    helper,
    place: place.name,
    problem: resolve(words['trouble']!, words),
    plan: resolve(words['goal']!, words),
    choices: [],
    options: [],
    words,
  }
  const told = tripleFromPlot(memory)
  const again = seen.some((t) => t.plot === told.plot && t.hero === told.hero && t.place === told.place)
  // Thousands of triples against a shelf of at most hundreds: another draw ends this at once.
  return again ? createPlot(brief, library, random) : memory
}

/** Words of a person: the hero's pronouns stand bare ("he"), the others' carry a letter ("fhe", "ghe"). */
function wordsFromPerson(person: Person, letter: '' | 'f' | 'g'): Record<string, string> {
  const he = person.pronoun === 'he'
  const role = { '': 'hero', f: 'friend', g: 'guest' }[letter]
  return {
    [role]: person.name,
    [`${letter}kind`]: person.kind,
    [`${letter}he`]: person.pronoun,
    [`${letter}him`]: he ? 'him' : 'her',
    [`${letter}his`]: he ? 'his' : 'her',
    [`${letter}himself`]: he ? 'himself' : 'herself',
  }
}

function worldFromTheme(brief: ChapterBrief, library: Library): World {
  const exact = library.worlds.find((world) => world.id === brief.theme.trim().toLowerCase())
  const near = [brief.theme, brief.title ?? '', ...brief.interests].map((text) =>
    library.worlds.find((world) => world.signs.test(text)),
  )
  return exact ?? near.find(Boolean) ?? library.worlds.find((world) => world.id === 'adventure')!
}

function hobbiesFromInterests(brief: ChapterBrief, library: Library) {
  const liked = brief.interests.flatMap((interest) => library.hobbies[interest.toLowerCase()] ?? [])
  return liked.length > 0 ? liked : Object.values(library.hobbies).flat()
}

function choiceFromBrief(brief: ChapterBrief, known: PlotMemory, library: Library) {
  const { text, own } = brief.choice!
  const option = known.options.find((o) => o.text.trim().toLowerCase() === text.trim().toLowerCase())
  const approach: Approach =
    option?.approach ??
    approachFromOwnWords(text, library.approaches) ??
    pick(
      library.plots.find((p) => p.id === known.plot)?.approaches ?? ['follow'],
      randomFromText(known.seed + text),
    )
  return { chapter: brief.chapterNumber - 1, text, approach, own: own && option === undefined }
}

/** Earlier chapters without a memory: the hero they speak of most goes on, with a plot of our own. */
function meetAgain(brief: ChapterBrief, plot: PlotMemory, library: Library): PlotMemory {
  const text = brief.previous.flatMap((chapter) => chapter.paragraphs).join(' ')
  const met = new Map<string, number>()
  for (const [name] of text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu))
    met.set(name, (met.get(name) ?? 0) + 1)
  const [name] = [...met].toSorted((a, b) => b[1] - a[1])[0] ?? []
  const pronoun =
    count(text.match(/\b(he|she)\b/gi) ?? [], (w) => w.toLowerCase() === 'she') * 2 >
    (text.match(/\b(he|she)\b/gi) ?? []).length
      ? 'she'
      : 'he'
  const hero: Person = name === undefined ? plot.hero : { ...plot.hero, name, pronoun }
  const again = { ...plot, hero, words: { ...plot.words, ...wordsFromPerson(hero, '') } }
  return brief.choice === null ? again : { ...again, choices: [choiceFromBrief(brief, again, library)] }
}

function resolve(text: string, words: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? name)
}

function count<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.reduce((sum, item) => sum + (test(item) ? 1 : 0), 0)
}

/** The words for what happens on the way: people whom the plot keeps apart are somebody else there. */
export function wordsOnTheWay(words: Readonly<Record<string, string>>, plot: Plot): Record<string, string> {
  return {
    ...words,
    ...(plot.apart?.includes('elder') ? { elder: words['adviser']! } : {}),
    ...(plot.apart?.includes('guest') ? { gkind: words['stranger']! } : {}),
  }
}
