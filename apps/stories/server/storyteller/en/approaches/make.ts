import type { ApproachBlocks } from '../../content.ts'

export const MAKE: ApproachBlocks = {
  id: 'make',
  skill: 'Inventing something, testing it, and trying again',
  titles: ['The Great Machine of {hero}', 'Made of {stuff}', '{hero} Builds', 'Glue, String and {friend}'],
  signs:
    /\b(make|makes|build|builds|invent|create|draw|paint|machine|robot|trap|fix|cook|bake|magic|spell|potion)\b/i,
  options: {
    beginner: [
      { text: 'Build a tool from {stuff}', description: '{hero} has a plan in {his} head.' },
      { text: 'Make something with {stuff}', description: 'It may be odd, but it may work.' },
      { text: 'Draw a big plan', description: 'A plan makes hard things small.' },
    ],
    intermediate: [
      {
        text: 'Build something out of {stuff}',
        description: '{hero} can already see it working, or at least wobbling.',
      },
      {
        text: 'Invent a machine for it',
        description: 'It needs {stuff}, some patience, and perhaps the {keepsake}.',
      },
      { text: 'Make a signal from {stuff}', description: 'Whoever is out there is bound to notice it.' },
    ],
    advanced: [
      {
        text: 'Invent a device from {stuff}',
        description: 'It has never been tried before, which {hero} regards as a point in its favour.',
      },
      {
        text: 'Build a better plan, literally',
        description: 'With {stuff} and the {keepsake}, an idea can be turned into something one can hold.',
      },
      {
        text: 'Construct a signal beside {spotB}',
        description: 'If the answer will not show itself, it may be willing to be called.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        'They got {stuff} from {spotC}. {hero} rolled up {his} sleeves.',
        '“Hold this, please,” said {hero}. {friend} held up {stuff}.',
        'Snip, tap, glue. {hero} went to work near {spotA}.',
        '{hero} drew it first. It had {stuff} and a big handle.',
      ],
      [
        'The first one fell down. The next one sat on {friend}. The third one stood!',
        '{friend} put {treats} on top. “For luck,” {fhe} said.',
        'It went whirr. It went clunk. It went round {spotC} by itself!',
        '{hero} tied it up with {his} {keepsake}. Now it did not wobble.',
      ],
      [
        'It rang by {spotB}. And then, ting, something rang back!',
        'It rolled to {spotB} and stopped. There, {a gkind} gave it a pat.',
        'The thing pointed at {spotB}. “So that is where,” said {hero}.',
        'Through it, {hero} could see {spotB}. Two round eyes looked back.',
      ],
    ],
    intermediate: [
      [
        'They spread everything out by {spotC}: {stuff}, a broken umbrella, and the {keepsake}.',
        '{hero} drew a plan so big that {friend} had to stand on one corner of it.',
        '“Every great machine starts as {stuff},” said {hero}, and rolled up {his} sleeves.',
        '{friend} fetched {stuff} from {spotA}, and came back wearing most of it.',
      ],
      [
        'The first version fell over. The second one fell on {friend}. The third stood up and hummed.',
        'Something was missing[, so|. So] {hero} added the {keepsake}[, and|.] all at once the wobbling stopped.',
        'It rattled, it hiccupped, and it rolled twice round {spotC} before they caught it.',
        '“It only needs a little grease,” said {friend}, and used {treats}. Surprisingly, that helped.',
      ],
      [
        'When they switched it on, it turned slowly, like somebody waking up, and pointed at {spotB}.',
        'It gave a clear, round note. From behind {spotB}, after a pause, came another.',
        'Looking through the hole in the middle, {hero} could see {spotB}, and two bright eyes looking back.',
        'It trundled off to {spotB} by itself. There a small paw, or perhaps a hand, patted it gently.',
      ],
    ],
    advanced: [
      [
        'By noon the ground beside {spotC} was covered with {stuff}, sketches, corrected sketches, and one sketch that was really a gravy stain.',
        '“Invention,” said {hero}, sorting {stuff} into useful, possible and hopeless, “is mostly a matter of tidying up.”',
        '{hero} worked without speaking, while {friend} passed {him} the wrong tool with unfailing good will.',
        'The design called for {stuff}, for the {keepsake}, and for somebody brave enough to hold the other end[;|.] {friend} sighed.',
      ],
      [
        'The first model collapsed and the second escaped[, but|. But] the third trembled, purred, and stayed where it was put.',
        'Only when {hero} wedged the {keepsake} into the very middle of it did the whole thing begin to make sense.',
        'Every failure taught them something, and by the fifth they had learned a great deal, chiefly about {stuff}.',
        '“It is supposed to wobble,” {hero} explained as it lurched past {spotA}, “but perhaps not in quite so many directions.”',
      ],
      [
        'At last it swung round, shivered like a compass, and pointed without the slightest doubt at {spotB}.',
        'It played a single low note across {place}, and from somewhere behind {spotB} the same note was played in return.',
        'Through its one round window {spotB} looked close enough to touch, and so did the pair of astonished eyes beside it.',
        'Off it rolled to {spotB}, all on its own, where {a gkind} greeted it with unmistakable delight.',
      ],
    ],
  },
}
