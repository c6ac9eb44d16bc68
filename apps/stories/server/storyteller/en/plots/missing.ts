import type { Plot } from '../../content.ts'

/** Something dear is gone; it was borrowed by someone who did not dare to ask. */
export const MISSING: Plot = {
  id: 'missing',
  titles: ['The Missing {thing}', '{hero} and the Lost {thing}', 'Who Took the {thing}?', 'The Empty Hook'],
  lesson: 'Asking before judging: people often have a good reason',
  approaches: ['ask', 'follow', 'watch', 'gather', 'play'],
  words: {
    goal: ['find the {thing}', 'bring back the {thing}'],
    trouble: ['the missing {thing}', 'the lost {thing}'],
    clue: ['the trail of sugar', 'the green thread', 'the tiny prints'],
  },
  problem: {
    beginner: [
      [
        '{hero} went to get the {thing}. The hook was bare!',
        '“Where is the {thing}?” asked {elder}. It was not in its box.',
        'Oh no! The {thing} was gone from {spotA}.',
        '“My {thing}!” said {elder}. All that was left was the hook.',
      ],
      [
        'There was only {clue} on the floor. {friend} bent down to look.',
        'Who had left {clue} here? It went right past {spotC}.',
        '“I see {clue},” said {hero}. “That was not here last night.”',
        '{friend} found {clue} by {spotC}. “Aha!” said {friend}. “What does it mean?”',
      ],
      [
        'With no {thing}, there could be no {eventName}. All the {crowd} would be sad.',
        '{event} was so soon! And it always began with the {thing}.',
        '“We need the {thing} for {event},” said {elder}. “We always had it.”',
        'All year they had kept the {thing} safe for {event}. And now this!',
      ],
    ],
    intermediate: [
      [
        '{hero} went to polish the {thing}. On the hook there was only a pale round patch.',
        'The {thing} had hung by {spotA} for forty years[, and|.] this morning it simply did not.',
        '“Which of you has the {thing}?” called {elder}. Everyone looked at everyone else[, and|.] nobody had it.',
        '“Count again,” said {elder}, so {hero} counted again. Still there was no {thing} beside {spotA}.',
      ],
      [
        'All that was left was {clue}, and {friend} nearly stepped on it.',
        'On the floor, as plain as {treats} on a plate, was {clue}.',
        '{hero} knelt down. “Nobody {at} {place} leaves {clue} behind without a reason,” {he} said.',
        'The lock was shut and the window was shut. Yet there, near {spotC}, was {clue}.',
      ],
      [
        '{event} could not begin without the {thing}, and the {crowd} had baked for days.',
        '“No {thing}, no opening of {event},” sighed {elder}. “So it has always been.”',
        'Somebody would have to find the {thing} before {event}[, and|.] {hero} had already tied {his} laces.',
        'The {crowd} could do without a lot at {event}. They could not do without the {thing}.',
      ],
    ],
    advanced: [
      [
        'It was {hero} who discovered that the {thing}, which had hung beside {spotA} since before {elder} was born, had vanished overnight.',
        'There stood the box, with its velvet and its small brass label, but of the {thing} there was not so much as a scratch.',
        '“I do not wish to alarm anybody,” said {elder}, in a voice that alarmed everybody, “but where is the {thing}?”',
        'The shelf beside {spotA} held a ring of dust, and inside the ring, where the {thing} ought to have been, there was nothing.',
      ],
      [
        'The only trace was {clue}, leading from the empty hook towards {spotC} and losing itself there.',
        'Nothing had been broken and nothing else was gone[;|.] there was only {clue}, which nobody could account for.',
        '{hero} studied {clue} for some time, because it looked less like the work of a thief than of somebody in a hurry.',
        'Whoever had been there had wiped their feet and closed the door; only {clue}, near {spotC}, gave them away.',
      ],
      [
        'Since {event} had always been opened with the {thing}, the {crowd} began to murmur that it might not open at all.',
        'People were already blaming the wind, the neighbours and each other[, and|.] {hero} did not care for the sound of it.',
        'Before {event} somebody had to find it, and, {hero} thought, somebody had better do so before the guessing became unkind.',
        '{a eventName} without the {thing}, as {elder} put it, would be like soup without a bowl.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'There by {spotB} sat {guest}, {a gkind}. In {ghis} lap was the {thing}!',
        'Out came {guest} the {gkind}. {ghe} held the {thing} very tight.',
        'A blanket moved by {spotB}. Under it lay {guest} and the {thing}.',
      ],
      [
        '“It glows so nicely,” said {guest}. “I cannot sleep in the dark.” {hero} nodded.',
        '“I only meant to borrow it,” {guest} said. “It keeps my {treats} warm.”',
        '“It was so pretty,” said {guest}. “I did not know how to ask {elder}.”',
      ],
      [
        'So {hero} gave {guest} {his} {keepsake} to keep. And {guest} gave the {thing} back.',
        '“Next time, just ask me,” {elder} told {guest}. “I like to share.”',
        '{friend} made {guest} a small {thing} from {stuff}. It was just right.',
      ],
    ],
    intermediate: [
      [
        'Behind {spotB}, on a pile of {stuff}, sat {guest}, {a gkind}, with the {thing} in {ghis} arms.',
        '{guest} the {gkind} stepped out, held up the {thing}, and burst into apologies.',
        'They lifted the blanket beside {spotB}. There lay {guest}, fast asleep, hugging the {thing}.',
      ],
      [
        '“I am new here,” said {guest}, “and it was the only thing {at} {place} that hummed like home.”',
        '“I wanted to ask,” {guest} explained, “but {elder} looked so busy[, and|.] then it was too late to ask.”',
        '“I borrowed it to practise for {event},” said {guest}. “I thought that if I was good, you might let me in.”',
      ],
      [
        '{hero} thought of the long, lonely evenings behind {spotB}[, and|.] {he} was not cross at all.',
        '“Then we shall take turns,” said {elder}. “The {thing} will hang by {spotB} every second week.”',
        '{hero} handed {guest} {his} own {keepsake}, to hum along with until next time[, and|.] the {thing} came home.',
      ],
    ],
    advanced: [
      [
        'In a nook beside {spotB}, neatly swept and lit by a single candle, sat {guest}, {a gkind}, polishing the {thing} with {ghis} sleeve.',
        '“I was going to bring it back tonight,” said {guest} the {gkind}, holding out the {thing} before anybody had spoken.',
        'There was the {thing}, safe and gleaming[, and|.] there beside it was {guest}, {a gkind}, who seemed unable to decide whether to bow or run.',
      ],
      [
        'It emerged that {guest} had come {at} {place} alone, and that the {thing} was the exact twin of one {ghe} had left behind.',
        '“One can be homesick for a sound,” {guest} said, and {hero}, who knew something about missing things, understood at once.',
        'Nobody had ever told {guest} that here one only had to ask[;|.] nobody, {hero} realised, had told {guest} anything at all.',
      ],
      [
        '“{a thing} that is only looked at,” declared {elder}, “is a lonely {thing}[;|.] let {guest} play it at {event}.”',
        'So they made an agreement, signed with the {keepsake} and sealed with {treats}, that the {thing} should belong to everyone in turn.',
        '{hero} proposed that the empty hook be moved to {spotB}, halfway between old friends and new ones[, and|.] so it was.',
      ],
    ],
  },
}
