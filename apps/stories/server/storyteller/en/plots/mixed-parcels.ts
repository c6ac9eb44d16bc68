import type { Plot } from '../../content.ts'

/** Everybody has somebody else's parcel; the one who wrote the labels cannot read yet. */
export const MIXED_PARCELS: Plot = {
  id: 'mixed-parcels',
  titles: ['The Great Parcel Muddle', '{hero} and the Wrong Box', 'Whose Is This?', 'The Upside-Down Labels'],
  lesson: 'Sorting things out step by step, and admitting a mistake',
  approaches: ['ask', 'follow', 'make', 'gather', 'watch'],
  words: {
    goal: ['sort out the parcels', 'find who mixed up the parcels'],
    trouble: ['the parcel muddle', 'the parcel mix-up'],
    clue: ['the wiggly label', 'the blue ink', 'the jam on the labels'],
  },
  problem: {
    beginner: [
      [
        '{hero} opened {his} parcel. In it lay {a other}! “This is not mine.”',
        'Rip! {hero} tore the paper off. “{a other}? I asked for {a thing}!”',
        'All the {crowd} got parcels. {hero} got {a other} with no note.',
        '“For {elder},” it said on the box. {hero} looked in. It was a dress for a cat!',
      ],
      [
        '{elder} got a tiny hat. {friend} got ten left socks.',
        '“I got the {thing},” said {elder}. “I wanted {treats}!”',
        'The labels were odd. {hero} looked hard at {clue}.',
        'No box was right. {friend} had a bath mat[, and|.] {spotC} was full of hats.',
      ],
      [
        'The gifts for {event} were all mixed up. What a mess!',
        'By {spotC} the pile grew and grew. {event} was so near!',
        '“If no one gets the right box, {event} is off,” said {elder}.',
        '{hero} wanted it all to be right for {event}. But where to start?',
      ],
    ],
    intermediate: [
      [
        '{hero} had ordered {a thing}. What came out of the paper was {a other}, and rather a loud one.',
        'Parcel day {at} {place} is a fine thing, but today everyone unwrapped somebody else’s dream.',
        '“There has been some mistake,” said {elder}. “These pink trousers would fit {a gkind}.”',
        '{friend} opened a box marked “{elder},” found eleven balloons and {a other}, and closed it again.',
      ],
      [
        '{friend} got ten left socks. {elder} got {a other}. Nobody got what they had wished for.',
        'Every label was a bit strange, and on most of them {hero} noticed {clue}.',
        'By {spotC} the wrong boxes piled up, and the arguing had begun to rhyme.',
        'By {spotC} they had begun to trade: two hats for a kettle, a kettle for a goat.',
      ],
      [
        'All the gifts for {event} were somewhere in that heap[, and|.] {event} would not wait.',
        '“Sort it out before {event},” begged {elder}, still holding the pink trousers.',
        '{hero} could not bear it. Somewhere the {thing} was in the wrong house, feeling like a guest.',
        '“One box at a time,” said {hero}. There were sixty of them, and {event} was close.',
      ],
    ],
    advanced: [
      [
        'With trembling fingers {hero} untied the string, folded back the paper, and beheld not the longed-for {thing} but {a other}.',
        'Every one of the {crowd} had received a parcel that morning[, and|.] not one of them, it transpired, had received the right one.',
        '“I am fond of surprises,” said {elder}, inspecting {a other} at arm’s length beside {spotA}, “but I distinctly ordered {treats}.”',
        'By nine o’clock {friend} was the astonished owner of {a other}, addressed in full to “the Honourable {elder}.”',
      ],
      [
        '{friend} had been sent ten left socks, somebody wept over a trombone, and near {spotC} the swapping had turned into trade.',
        'On closer inspection the addresses had a wandering look[, and|.] there was, besides, {clue}, which nobody could explain.',
        '{hero} compared eleven labels, side by side on {spotB}, and became convinced that a single hand had written them all.',
        'A brisk exchange had sprung up beside {spotC}, where a kettle was worth two hats, and {treats} were not to be had at any price.',
      ],
      [
        'Among the muddle were the presents for {event}, and no list existed, since the list had been posted too.',
        'To make matters worse, {event} was nearly upon them[, and|.] {elder} refused to open it in pink trousers.',
        'It was not a crime, {hero} reflected[, but|. But] it was a knot[, and|.] {place} depended on somebody to undo it.',
        '“If everyone keeps what they have got,” said {hero}, “then nobody at {event} will have what they were given.”',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'There sat {guest}, {a gkind}, with blue ink on {ghis} nose.',
        'By {spotB} was a desk made of {stuff}. At it sat {guest} the {gkind}.',
        '“It was me,” said {guest}, {a gkind}. {ghe} held a pen in {ghis} fist.',
      ],
      [
        '“I help with the post,” said {guest}. “But I cannot read yet.”',
        '“I did the labels for {elder},” {guest} said. “I only know the letter O.”',
        '“All the names look like worms to me,” {guest} told {hero}.',
      ],
      [
        'So {hero} drew a small picture on each box. Now {guest} could tell them apart!',
        '{friend} taught {guest} one letter a day. First came the G.',
        'One by one, {guest} and {hero} took the parcels round. {elder} got {treats} at last.',
      ],
    ],
    intermediate: [
      [
        'Behind {spotB}, at a desk of {stuff}, sat {guest}, {a gkind}, licking stamps and sticking them on {ghimself}.',
        '“I wondered when you would notice,” said {guest} the {gkind}, with ink right up to {ghis} ears.',
        'It was {guest}, {a gkind} smaller than a stamp box, who had written the labels.',
      ],
      [
        '“I wanted to help {elder} with the post,” said {guest}, “and I was too ashamed to say that I cannot read.”',
        '“I matched the parcels by smell,” {guest} explained to {hero}. “Yours smelled of {smell}. It made sense to me.”',
        'Nobody had asked whether {guest} knew the letters. They had simply handed {ghim} the pen.',
      ],
      [
        '{hero} drew a little picture on each of the boxes[, and|.] from then on {guest} never got one wrong.',
        'With {friend} reading and {guest} running, every parcel was home by supper, even the trombone.',
        '“I learned to read at forty,” said {elder} quietly to {guest}. “We can practise together, by {spotA}.”',
      ],
    ],
    advanced: [
      [
        'In a cubbyhole behind {spotB}, among towers of string, they came upon {guest}, {a gkind}, addressing an envelope with intense concentration.',
        'The postal service of {place}, it emerged, had for a week consisted entirely of {guest}, {a gkind} of boundless good will.',
        '“I must confess,” they heard, “that it was I,” and there stood {guest}, {a gkind} with ink to the elbows.',
      ],
      [
        '“One is given a pen and thanked in advance,” sighed {guest}, “and then it is awkward to mention that one has never learned to read.”',
        '{ghe} had copied every name as though it were a drawing, lovingly, and more often than not upside down.',
        '{guest} had sorted the parcels by scent[, and|.] {hero} had to admit that, as a system, it very nearly worked.',
      ],
      [
        '{hero} thought for a moment, took the {keepsake}, and gave every house {at} {place} a sign that needed no letters.',
        '“We shall exchange lessons,” {elder} told {guest}[;|.] “I teach you the alphabet[, and|.] you teach me about smells.”',
        'By evening each box had found its owner, and {friend}, unexpectedly, had grown attached to the socks.',
      ],
    ],
  },
}
