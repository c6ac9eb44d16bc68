import type { Plot } from '../../content.ts'

/** The day of the contest, and nothing works; the prize goes where nobody looked. */
export const CONTEST: Plot = {
  id: 'contest',
  titles: ['The Contest at {place}', '{hero} Tries Again', 'The Wobbly {other}', 'Not Quite First'],
  lesson: 'Trying again, and being glad for others',
  approaches: ['make', 'ask', 'gather', 'play', 'follow'],
  words: {
    goal: ['make the {other} work', 'get ready for the contest'],
    trouble: ['the {other} that fell apart', 'the contest at {event}'],
    clue: ['the missing screw', 'the squeak inside the {other}', 'the crack in the {other}'],
  },
  problem: {
    beginner: [
      [
        'At {event} there was a contest. Who had made the best {other}?',
        '{hero} had made {a other} for the contest. It took nine days.',
        'A sign hung by {spotA}. “Bring your best {other}! The prize is {a thing}.”',
        '“I will win with my {other},” said {hero}. {he} had drawn nine plans for it.',
      ],
      [
        '{hero} set it down by {spotC}. Crack! It fell in two.',
        '“Look at my {other},” said {hero}. Then the handle came off.',
        'Then {friend} sat down. “What was that crunch?” It was the {other}.',
        'The wind got hold of it by {spotC}. Bump, bump, bump, it went.',
      ],
      [
        'There was so little time[, and|.] {hero} had no spare {other}. {he} bit {his} lip.',
        'The rest had shiny ones. {hero} looked at {clue} and gave a sigh.',
        '“I can still be in it,” said {hero}. “I just have to mend my {other}.”',
        '“Next year, then,” said {elder}. But {hero} did not want next year.',
      ],
    ],
    intermediate: [
      [
        '{event} would have a contest for the finest {other}[, and|.] the prize was {a thing}.',
        '{hero} had been building {a other} for nine days, mostly in secret, and partly in bed.',
        'A notice was pinned up by {spotA}: “Show us your best {other}!” {hero} had read it twelve times.',
        'Nine plans, three burnt fingers and one night without sleep: at last {hero} had finished {his} {other}.',
      ],
      [
        '{he} carried it out to {spotC}, polished it once more, and watched it fall neatly in half.',
        'It ran beautifully until {friend} leaned on it. After that there was only {clue}, and a silence.',
        'On the last test it rattled and bowed to {elder}. Then it came apart like {treats} in tea.',
        'A gust of wind picked it up by {spotC}. It carried it over the wall and dropped it on {elder}.',
      ],
      [
        'All the others had shining entries for {event}. {hero} had eleven pieces and a spring.',
        '“There is still time,” said {hero}, “if I can only think what went wrong with the {other}.”',
        '{hero} swallowed hard. Losing was one thing, but not even taking part in {event} was quite another.',
        '“You could always clap for the rest of us,” said somebody at {spotA}. {hero} nodded, but it stung a little.',
      ],
    ],
    advanced: [
      [
        'For this year’s {eventName} a contest had been announced, and the builder of the finest {other} was to receive {a thing}.',
        '{hero} had devoted nine whole days to {his} {other}, which could, on a good morning, do almost everything it was meant to.',
        'The notice beside {spotA} invited everybody to enter {a other} of their own making[, and|.] {hero} had signed {his} name with a flourish.',
        'It had begun as a drawing on a napkin[, and|.] now, on the morning of {event}, the {other} stood finished and almost upright.',
      ],
      [
        'On the eve of the great day it gave a cough, turned twice on the spot by {spotC}, and separated into its several parts.',
        '“It is quite sturdy,” {friend} had just observed, leaning on the {other}, when it became apparent that it was not.',
        '{hero} stepped back to admire it, stepped back once more, and heard, under {his} heel, the unmistakable sound of {clue}.',
        'A breeze came round {spotC}, took an interest in the {other}, and left it in a tree, a gutter and a soup.',
      ],
      [
        'Behind {spotB} one could hear the rest of the {crowd} hammering cheerfully away, which did not improve matters.',
        'It was not about winning, {hero} told {himself}, and discovered to {his} surprise that it was nearly true.',
        'To enter with eleven pieces and a spring would take either a miracle or a friend, and {hero}, at least, had {friend}.',
        '“There is always next year,” said {elder} kindly, and {hero}, who was not a patient {kind}, shut {his} eyes for a moment.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'By {spotB} sat {guest}, {a gkind}. {ghe} had tiny tools.',
        'Then {guest} the {gkind} spoke up. “I like to fix things.”',
        '“May I see?” It was {guest}, {a gkind} with oil on {ghis} chin.',
      ],
      [
        '{guest} found {clue}. Tap, tap! {hero} held the lamp.',
        'They used {stuff}, and {his} {keepsake}, and a lot of glue.',
        'It looked odd now. It had two hats and one wheel. But it went!',
      ],
      [
        'It did not win the prize. But it made all the {crowd} laugh and clap.',
        '{hero} came third. “We came third,” {he} told {guest}[, and|.] {he} beamed.',
        '“The prize is for you two,” said {elder}. “You made it as a team.”',
      ],
    ],
    intermediate: [
      [
        'It turned out that {guest}, {a gkind} from behind {spotB}, had fingers small enough for the smallest screw.',
        '“I could not help seeing,” said {guest} the {gkind}, “that you have built it inside out. I like it.”',
        'Next to {spotB} they met {guest}, {a gkind}, whose own entry had fallen apart that very morning.',
      ],
      [
        'They put both broken halves together, added a bit of {stuff}, and suddenly they had something new.',
        '{guest} found {clue} at once. Then they rebuilt it with {stuff}, and the {keepsake} for luck.',
        '“What if it is supposed to wobble?” asked {hero}[, and|.] from then on everything went right.',
      ],
      [
        'It did not win, not quite. But it was the only {other} at {event} that made the judges hiccup with laughter.',
        'They came third, and {guest}, who had never come anything before, ran three laps round {spotA} with the ribbon.',
        '{elder} split the prize in two. “One half for the idea,” said {elder}, “and one for asking {guest} to help.”',
      ],
    ],
    advanced: [
      [
        '“Forgive me for staring,” said {guest}, {a gkind} who lived behind {spotB}, “but what you have there is not broken[;|.] it is unfinished.”',
        'It was {guest}, {a gkind} with a watchmaker’s patience and no friends to speak of, who picked up {clue} and saw at once where it belonged.',
        'Close to {spotB} they ran into {guest}, {a gkind}, carrying the sad remains of a contest entry of {ghis} own.',
      ],
      [
        'Two ruins, laid side by side, turned out to make one entirely new invention, with {stuff} to fill the gaps.',
        'They worked until the lamps were lit, {hero} proposing, {guest} correcting, and {friend} reading aloud to the {keepsake}.',
        'What had been a fault became, by means of {stuff} and some daring, the whole point of the thing: it wobbled magnificently.',
      ],
      [
        'The first prize went elsewhere[, but|. But] no one at {event} spoke of anything except the {other} that had bowed to the judges and meant it.',
        '{hero} heard another name called out, clapped with all {his} might, and found that {he} was perfectly, unreasonably happy.',
        '“There is no rule against two winners,” said {elder}, consulting the rules upside down, and shook hands with {guest} as well.',
      ],
    ],
  },
}
