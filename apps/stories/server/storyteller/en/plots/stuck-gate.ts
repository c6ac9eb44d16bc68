import type { Plot } from '../../content.ts'

/** A door that must open will not; nobody had said the friendly thing to it. */
export const STUCK_GATE: Plot = {
  id: 'stuck-gate',
  titles: ['The Gate That Said No', '{hero} at the Gate', 'The Door by {spotC}', 'A Gate With Feelings'],
  lesson: 'Trying another way when the first one fails',
  approaches: ['ask', 'make', 'watch', 'gather', 'play'],
  words: {
    goal: ['open the old {gate}', 'get the {gate} to open'],
    trouble: ['the stuck {gate}', 'the stubborn {gate}'],
    clue: ['the tiny words on the {gate}', 'the odd lock on the {gate}', 'the dent in the {gate}'],
    gate: ['gate', 'door', 'hatch', 'shutter', 'trapdoor'],
  },
  problem: {
    beginner: [
      [
        'The old {gate} by {spotC} was shut. It was never shut!',
        '{hero} gave the {gate} a push. It did not move one bit.',
        'Clonk! Somehow the big {gate} had closed itself by {spotC}.',
        '“Who shut the {gate}?” asked {friend}. The {gate} did not say.',
      ],
      [
        '{friend} pulled the {gate}. {elder} pulled {friend}. They all fell down.',
        'There was no key for the {gate}. There was only {clue}.',
        'They said “open” to the {gate}. They said it loud. It stayed shut.',
        '{hero} looked for a handle on the {gate}. All {he} found was {clue}.',
      ],
      [
        'All the {treats} for {event} were in there! What would the {crowd} eat?',
        'Behind the {gate} lay the {thing}. {event} could not start with no {thing}.',
        '“Past that {gate} is where we hold {event},” said {elder}. “Oh dear.”',
        '{elder} had left both boots behind the {gate}. “I must have boots for {event}!”',
      ],
    ],
    intermediate: [
      [
        'The {gate} by {spotC} had stood open for as long as {hero} could remember. Now it was shut tight.',
        'With a clonk that rattled the {treats}, the {gate} near {spotC} swung to and stayed there.',
        '“Did you close the {gate}?” asked {elder}. Nobody had[, and|.] nobody could open it, either.',
        'At noon the {gate} by {spotC} yawned, creaked, and shut itself in front of {friend}’s nose.',
      ],
      [
        '{hero} pushed, {friend} pulled, and the {gate} did nothing, in a way that looked almost pleased.',
        'There was no handle on the {gate}, and no keyhole either. There was only {clue}.',
        'They oiled the {gate}, they knocked, and {elder} spoke to it sternly. It stayed as it was.',
        '{friend} tried a password. {hero} tried nine. The {gate} listened to them all and stayed where it was.',
      ],
      [
        'Behind that {gate} lay the {thing}, the flags, and all of the {treats}. How could {event} begin?',
        'The {crowd} had always held {event} on the far side of the {gate}.',
        '“Without the {gate} we have no {eventName},” said {elder}, and sat down on {a other}.',
        'Even worse, {elder} was on the other side of the {gate}. So were the {treats} for {event}.',
      ],
    ],
    advanced: [
      [
        'In living memory the {gate} beside {spotC} had never once been closed[, and|.] so it took some time before anyone believed that it was.',
        'It was {friend} who found out that the {gate} was shut, by walking into it with a tray of {treats}.',
        'That morning the {gate} near {spotC}, which had no lock and no bolt, had shut itself and would not be persuaded.',
        'The {gate} near {spotC} closed on the stroke of nine, gently, like a book which someone has finished with.',
      ],
      [
        'Oil was tried, and levers, and language[;|.] the {gate} endured it all with the calm of something that has hinges and time.',
        'Looking closer, {hero} discovered {clue}, half hidden under moss and a hundred years of paint.',
        '{elder} recalled a rhyme about the {gate}, or rather its first line, which was about {treats} and probably a mistake.',
        'Nine of the {crowd} leaned on it from one side, and {elder}, by mistake, from the other; the {gate} took no interest.',
      ],
      [
        'What made it serious was that all the preparations for {event}, including the {thing}, were on the other side.',
        'The {crowd} could not hold {event} in the street, and no other way round the {gate} was known.',
        '“It is only {a gate},” said {hero}, more bravely than {he} felt, “and {a gate}, after all, is meant to be opened.”',
        'One could hear the {treats} going cold behind it, said {friend}, who had very good ears for such matters and for {event}.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        '“Look, words!” said {hero}. {he} rubbed {clue} clean with {his} sleeve.',
        'A voice came through the {gate}. It was {guest}, {a gkind}!',
        'Then {guest} the {gkind} came by. “You have to knock nicely,” {ghe} said.',
      ],
      [
        'No one had ever said “please” to the {gate}. So {hero} did.',
        '{hero} gave the {gate} a pat. “Good old {gate},” {he} said. “Please?”',
        '“You must thank it,” said {guest}. “No one thanks {a gate}.”',
      ],
      [
        'Creak! The {gate} swung wide, and out blew the smell of {smell}.',
        'Slowly the {gate} moved. {friend} fell in first, {treats} and all.',
        'Now {guest} minds the {gate}. {ghe} says good day to it each morning.',
      ],
    ],
    intermediate: [
      [
        '{hero} cleaned {clue} with {his} sleeve[, and|.] under the moss there were letters: “Ask me nicely.”',
        '“You are doing it wrong,” said {guest}, {a gkind}, who had been watching from {spotB}.',
        'From the far side came a voice. {guest}, {a gkind}, had been holding the {gate} shut all along.',
      ],
      [
        'It struck {hero} that in a hundred years nobody had once said thank you to the {gate}.',
        '“I was keeping the wind out for you,” said {guest}, “and then nobody said please, only heave.”',
        'So {hero} stepped up, wiped {his} feet, and spoke to the {gate} as {he} would to {elder}.',
      ],
      [
        'There was a click, then a creak[, and|.] the {gate} swung open with a sigh that smelled of {smell}.',
        '“Please,” said the {crowd}, all together, and the {gate} opened so fast that {friend} fell through it.',
        'Since then {guest} has been the keeper of the {gate}, and gets {treats} on every {day}.',
      ],
    ],
    advanced: [
      [
        'Under {clue}, once the moss was gone, there ran a line of small and rather offended letters: “One might at least say please.”',
        '“Forgive me for interrupting,” said {guest}, {a gkind}, from the top of {spotB}, “but have you considered knocking?”',
        'When they put their ears to the {gate} they heard somebody humming inside, and the somebody was {guest}, {a gkind}.',
      ],
      [
        '{hero} thought of all the feet that had passed the {gate} in a century, and of how few had stopped to thank it.',
        '“I only wished to know,” said {guest}, “whether anyone {at} {place} would ask, if asking were the single thing that worked.”',
        'It was so simple that {elder} refused to believe it: the {gate} wanted, before anything else, to be spoken to as a neighbour.',
      ],
      [
        '{hero} knocked twice, wished it a good day, and said please[;|.] and the {gate}, with the dignity of its age, opened.',
        'It swung back without a squeak, and the whole of {event} came tumbling out into the light, flags, {treats} and all.',
        'To this day the {crowd} greet the {gate} by {spotC} in passing[, and|.] it has never, not once, been shut again.',
      ],
    ],
  },
}
