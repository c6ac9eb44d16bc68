import type { Plot } from '../../content.ts'

/** A small stranger cannot find the way home; home is nearer than anyone thought. */
export const LOST_GUEST: Plot = {
  id: 'lost-guest',
  titles: [
    'The Way Home for {guest}',
    '{hero} Meets {guest}',
    'A Small Stranger',
    'Where Does {guest} Live?',
  ],
  lesson: 'Welcoming a stranger, and putting clues together',
  approaches: ['ask', 'follow', 'make', 'gather', 'play'],
  apart: ['guest'],
  words: {
    goal: ['find the home of {guest}', 'bring {guest} home'],
    trouble: ['the long way home', 'the lost way home'],
    clue: [
      'the mud on the boots of {guest}',
      'the ticket that {guest} held',
      'the leaf in the hat of {guest}',
    ],
  },
  problem: {
    beginner: [
      [
        'By {spotA} stood {a gkind} with a tiny bag. “I am {guest}. I am lost.”',
        'Sniff. Who was that? It was {guest}, {a gkind}, all alone.',
        'There sat {guest}, {a gkind}. {ghe} did not know the way home.',
        'A tiny voice said, “Help, please!” It was {guest}, {a gkind}, up on {spotA}.',
      ],
      [
        '“My home is round,” said {guest}. “It smells of {smell}. That is all I know.”',
        '“It is near {a other},” {guest} said. But that did not help much.',
        '{guest} had one clue. It was {clue}.',
        '{guest} had a map. It was a map of the moon. {friend} held it up to {spotC}.',
      ],
      [
        '“You will be home for {event},” said {hero}. {guest} held {his} hand.',
        '{friend} gave {guest} some {treats}. Then {guest} felt a bit better.',
        'It would be dark after {event}. They had to be quick for {guest}.',
        '“Do not be sad,” said {hero}. “{friend} gets lost in bed.” {guest} had to smile.',
      ],
    ],
    intermediate: [
      [
        'Beside {spotA}, on a suitcase the size of a sandwich, sat {a gkind} called {guest}.',
        '“Excuse me,” said a voice near the ground. It was {guest}, {a gkind}[, and|.] {ghe} was lost.',
        '{guest} was {a gkind} with a packed bag. Since breakfast {ghe} had walked past {spotC} four times.',
        '“Is this the way to the way home?” asked {guest}, {a gkind}, from the top of {spotA}.',
      ],
      [
        '“I took a wrong turn,” said {guest}, “or maybe a right turn, when I needed a left.”',
        '“My house is round and smells of {smell},” {guest} told them. “I never learned the street.”',
        'All they had to go on was {clue}[, and|.] {guest} could not say how it had got there.',
        '{guest} had a map, but it was a map of the moon[, and|.] {spotC} was not on it.',
      ],
      [
        '{guest} tried to smile, but one corner would not stay up. {hero} decided at once to help.',
        '“Nobody should miss {event} for want of a map,” said {hero}. {friend} had already lifted the suitcase.',
        'The {crowd} shook their heads, for no one had ever heard of a round house {at} {place}.',
        '“You can stay for {event}, and for breakfast,” said {hero}, “but first we shall look everywhere.”',
      ],
    ],
    advanced: [
      [
        'Seated on a very small suitcase beside {spotA} was {a gkind} named {guest}, reading a timetable upside down.',
        '“I wonder whether you could tell me where I live,” said {guest}, {a gkind} with beautiful manners and one missing button.',
        'Nobody noticed {guest} at first, for {a gkind} takes up little room, and a lost one takes up even less.',
        'It was {friend} who sat down on {guest}, {a gkind} so polite that {ghe} waited to be introduced before saying “Ow.”',
      ],
      [
        '{ghe} could describe the wallpaper, the teapot and the smell of {smell}, but not, unfortunately, the address.',
        'Their sole evidence was {clue}, which {hero} inspected with the respect that evidence deserves.',
        '“One turns left at {a other},” {guest} recalled, “unless, of course, somebody has moved it,” and evidently somebody had.',
        '{guest} did possess a map, beautifully drawn, of the moon; and {spotC}, they were sorry to see, was not marked on it.',
      ],
      [
        'The {crowd} were sympathetic but busy, what with {event} approaching[, and|.] so it was left to {hero} to promise what nobody else would.',
        '{friend} shared out the {treats}, observing that {guest}, for all {ghis} politeness, had been hungry for some time.',
        '“You shall sleep in your own bed tonight,” said {hero}, and wondered, a moment later, how exactly that was to be done.',
        '{hero} had been lost once, beside {spotB}, for eleven minutes, and {he} had not forgotten a single one of them.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        '“I smell {smell}!” said {guest}. {ghe} ran and ran, right up to {spotB}.',
        '{hero} looked at {clue}. Then {he} looked at {spotB}. It was the same!',
        'Past {spotB} stood {a other}. “That is it!” said {guest}. “That is the one!”',
      ],
      [
        'There was a small round door. It had been there all along, by {spotB}.',
        'A lamp came on near {spotB}. “{guest}, is that you?” called a voice.',
        '“We live side by side!” said {hero}. {his} home was right there, too.',
      ],
      [
        '{guest} hugged {hero} and {friend} at once. It was a bit tight.',
        '“Come in, come in! There are {treats}!” called the granny of {guest}.',
        'They hung a bell by {spotB}. Now {guest} could find it each time.',
      ],
    ],
    intermediate: [
      [
        'It was the smell that gave it away. “{smell}!” cried {guest}, and ran towards {spotB}.',
        'Suddenly {hero} saw it: {clue} matched the ground by {spotB}[, and|.] nothing else {at} {place}.',
        'Near {spotB} stood {a other}[, and|.] {guest} stopped so quickly that {friend} walked right over {ghim}.',
      ],
      [
        'There, under the leaves beside {spotB}, was a round door that everyone had taken for {a other}.',
        'A window lit up by {spotB}. “{guest}! The soup has been ready since Tuesday!” called a cheerful voice.',
        'All that time {guest} had lived next door to {hero}, only one floor lower down.',
      ],
      [
        'The whole family of {guest} came out[, and|.] there were so many that {friend} got hugged by mistake, twice.',
        '{hero} drew a map for {guest} with the {keepsake}, and put a big star where {place} began.',
        '“Now we are neighbours,” said {guest}, “so you must come for {treats} on every {day}.”',
      ],
    ],
    advanced: [
      [
        'A breath of {smell} came round {spotB}[, and|.] {guest} straightened up like somebody who has heard the right name called.',
        '{hero} compared {clue} with the ground near {spotB}, laughed aloud, and begged everyone to look down for once instead of up.',
        'It was on passing {a other} near {spotB} that {guest} stopped, turned left without hesitation, and began to run.',
      ],
      [
        'Under the ivy by {spotB} there was a round front door, which three generations of {crowd} had mistaken for {a other}.',
        '“You are late for supper, dear, by about two days,” said a voice from beside {spotB}, and a lamp was lit.',
        'It turned out that {guest} had lived all along directly below {hero}, who had often wondered where that smell came from.',
      ],
      [
        'There were cousins, there were aunts, there was a soup that had been kept warm out of pure hope[, and|.] {friend} was given three helpings.',
        '{hero} painted a number on the little door with great care, so that whoever was lost next time need only ask for it.',
        'Before they parted, {guest} took out the timetable, turned it the right way up, and wrote on it the address of {hero}.',
      ],
    ],
  },
}
