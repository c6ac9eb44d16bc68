import { hashText, pick, pickFresh, randomFromText, shuffle, type Random } from './chance.ts'
import { tripleFromPlot, type Approach, type ChapterBrief, type Person, type PlotMemory } from './brief.ts'
import type { Library, Plot, Speech, World } from './content.ts'
import { approachFromOwnWords, topicFromTheme } from './own-words.ts'
import { agree, fill, genderOf, wordsFromNoun } from './template.ts'

/** Tries at a story that the shelf has not. */
const DRAWS = 50

/** Who, where and what: drawn once in the first chapter, carried from then on. */
export function planChapter(brief: ChapterBrief, library: Library, random: Random): PlotMemory {
  const known = brief.previous.findLast((chapter) => chapter.plot !== null)?.plot
  if (!known) return meetAgain(brief, createPlot(brief, library, random), library)
  return brief.choice === null
    ? known
    : { ...known, choices: [...known.choices, choiceFromBrief(brief, known, library)] }
}

function createPlot(brief: ChapterBrief, library: Library, random: Random, draws = DRAWS): PlotMemory {
  const seen = brief.avoid ?? []
  const world = worldFromTheme(brief, library)
  const plot = pickFresh(library.plots, (p) => count(seen, (t) => t.plot === p.id), random)
  const place = pickFresh(world.places, (p) => count(seen, (t) => t.place === p.name), random)
  const people = shuffle(
    (['he', 'she'] as const).flatMap((pronoun) => library.names[pronoun].map((name) => ({ name, pronoun }))),
    random,
  ).filter(({ name }) => name !== brief.childName)
  const usesOfName = (name: string) => count(seen, (t) => t.hero.startsWith(`${name} `))
  const heroName = heroFromBrief(brief) ?? pickFresh(people, (p) => usesOfName(p.name), random)
  const heroKind = pick(world.kinds, random)
  const hero: Person = { ...heroName, kind: agree(heroKind, heroName.pronoun) }
  const [friendName, guestName] = people.filter((p) => p.name[0] !== hero.name[0] && !isNamed(hero, p.name))
  const others = world.elders.filter(({ name }) => !isNamed(hero, name))
  // A hero who is called like all of them meets them all the same.
  const elders = others.length > 1 ? others : world.elders
  const friendKind = pick(
    world.friends.filter((kind) => kind !== heroKind),
    random,
  )
  const helper: Person = { ...friendName!, kind: agree(friendKind, friendName!.pronoun) }
  const spots = shuffle(place.spots, random)
  const hobby = pick(hobbiesFromInterests(brief, library), random)
  const elder = pick(elders, random)
  const temper = pick(library.tempers, random)
  const event = pick(world.events, random)
  const things = shuffle(world.things, random)
  const topic = library.worlds.some((w) => w.id === brief.theme)
    ? null
    : topicFromTheme(brief, library.speech)
  const guestKind = pick(world.guests, random)
  const stranger = pick(
    world.guests.filter((kind) => kind !== guestKind),
    random,
  )
  const adviser = pick(
    elders.filter((other) => other !== elder),
    random,
  )
  const guest: Person = { ...guestName!, kind: agree(guestKind, guestName!.pronoun) }
  const words: Record<string, string> = {
    ...wordsFromPerson(hero, '', library.speech),
    ...wordsFromPerson(helper, 'f', library.speech),
    ...wordsFromPerson(guest, 'g', library.speech),
    [genderOf('both')]: pronounOfAll(hero, helper),
    [genderOf('all')]: pronounOfAll(hero, helper, guest),
    [genderOf('pair')]: pronounOfAll(guest, elder),
    stranger: agree(stranger, guest.pronoun),
    elder: elder.name,
    [genderOf('elder')]: elder.pronoun,
    adviser: adviser.name,
    [genderOf('adviser')]: adviser.pronoun,
    place: place.name,
    at: place.at,
    spotA: spots[0]!,
    spotB: spots[1]!,
    spotC: spots[2]!,
    day: pick(world.days, random),
    sound: pick(world.sounds, random),
    smell: pick(world.smells, random),
    treats: pick(world.treats, random),
    ...wordsFromNoun('thing', things[0]!),
    ...wordsFromNoun('other', things[1]!),
    stuff: pick(world.stuff, random),
    event,
    eventName: event.replace(/^the /, ''),
    crowd: pick(world.crowds, random),
    cry: pick(world.cries, random),
    hobby: hobby.hobby,
    ...wordsFromNoun('keepsake', hobby.keepsake),
    manner: agree(temper.manner, helper.pronoun),
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
    problem: fill(words['trouble']!, words),
    plan: fill(words['goal']!, words),
    choices: [],
    options: [],
    words,
  }
  const told = tripleFromPlot(memory)
  const again = seen.some((t) => t.plot === told.plot && t.hero === told.hero && t.place === told.place)
  // Thousands of triples against a shelf of at most hundreds: another draw ends this at once. Of one hero there are fewer,
  // and the rarest plot and place may have told all of them.
  return again && draws > 1 ? createPlot(brief, library, random, draws - 1) : memory
}

/** With a capital, in a script that has them: sentences begin with it. */
function heroFromBrief({ hero }: ChapterBrief): Pick<Person, 'name' | 'pronoun'> | null {
  return hero ? { ...hero, name: hero.name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) } : null
}

/** Two people of one name would be told apart by nobody. */
function isNamed(hero: Person, name: string): boolean {
  const words = new Set(hero.name.toLowerCase().split(' '))
  return name
    .toLowerCase()
    .split(' ')
    .some((word) => words.has(word))
}

/** Words of a person: the hero's stand bare ("kind"), the others' carry a letter ("fkind", "gkind"). */
function wordsFromPerson(person: Person, letter: '' | 'f' | 'g', speech: Speech): Record<string, string> {
  const role = { '': 'hero', f: 'friend', g: 'guest' }[letter]
  return {
    [role]: person.name,
    [genderOf(role)]: person.pronoun,
    [`${letter}kind`]: person.kind,
    ...speech.pronouns(person, letter),
  }
}

/** The gender of several: where a language has one, a single man decides it. */
function pronounOfAll(...people: readonly Pick<Person, 'pronoun'>[]): Person['pronoun'] {
  return people.every(({ pronoun }) => pronoun === 'she') ? 'she' : 'he'
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
  const met = heroFromBrief(brief) ?? library.speech.heroFromText(text)
  const hero = met === null ? plot.hero : personAgain(plot, met, library)
  const words = {
    ...plot.words,
    ...wordsFromPerson(hero, '', library.speech),
    [genderOf('both')]: pronounOfAll(hero, plot.helper),
    [genderOf('all')]: pronounOfAll(hero, plot.helper, {
      pronoun: plot.words[genderOf('guest')] === 'she' ? 'she' : 'he',
    }),
  }
  const again = { ...plot, hero, words }
  return brief.choice === null ? again : { ...again, choices: [choiceFromBrief(brief, again, library)] }
}

/** The hero by another name; where that makes another gender, the kind is said in its other form. */
function personAgain(plot: PlotMemory, met: Pick<Person, 'name' | 'pronoun'>, library: Library): Person {
  const kinds = library.worlds.find((world) => world.id === plot.world)?.kinds ?? []
  const forms = kinds.find((kind) => agree(kind, plot.hero.pronoun) === plot.hero.kind)
  return { ...met, kind: forms === undefined ? plot.hero.kind : agree(forms, met.pronoun) }
}

function count<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.reduce((sum, item) => sum + (test(item) ? 1 : 0), 0)
}

/** The words for what happens on the way: people whom the plot keeps apart are somebody else there. */
export function wordsOnTheWay(words: Readonly<Record<string, string>>, plot: Plot): Record<string, string> {
  return {
    ...words,
    ...(plot.apart?.includes('elder')
      ? { elder: words['adviser']!, [genderOf('elder')]: words[genderOf('adviser')]! }
      : {}),
    ...(plot.apart?.includes('guest') ? { gkind: words['stranger']! } : {}),
  }
}
