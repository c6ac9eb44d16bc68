import type { Plot } from '../../content.ts'

/** Enormous footprints each morning; their maker wears somebody else's boots. */
export const FOOTPRINTS: Plot = {
  id: 'footprints',
  titles: ['The Big Footprints', 'Whose Feet Are These?', '{hero} and the Giant Steps', 'Boots of {place}'],
  lesson: 'Looking for facts before believing a rumour',
  approaches: ['follow', 'watch', 'ask', 'make', 'play'],
  words: {
    goal: ['find out who made the big steps', 'find the owner of the huge prints'],
    trouble: ['the giant visitor', 'the riddle of the prints'],
    clue: ['the biggest print', 'the deep print with the dot', 'the prints that went in pairs'],
  },
  problem: {
    beginner: [
      [
        'There were prints by {spotA}. Each was as big as a tub!',
        '“Come and see!” said {friend}. Huge steps went past {spotC}.',
        '{hero} stood in a footprint. So did {friend}. There was room for {elder}, too.',
        'Splash! {friend} fell in a puddle by {spotA}. It had five toes.',
      ],
      [
        'They were new each day. They came by night and went round {spotA}.',
        '“A giant!” said {elder}. “A big, big giant who likes {treats}!”',
        '{hero} put {his} {keepsake} in the print. It was nine of them long.',
        '“This foot has a left,” said {hero}, “and a left, and a left. How odd!”',
      ],
      [
        'Now no one would come to {event}. They all stayed in bed.',
        '“I saw ten giants,” said one. “I saw a hundred,” said {friend}. {hero} saw none.',
        '“First we look, then we talk,” said {hero}. {he} liked things to be true.',
        '{elder} put out a big plate of {treats}, just in case. “Giants get grumpy,” said {elder}.',
      ],
    ],
    intermediate: [
      [
        'Round {spotA} ran a line of footprints[, and|.] every one of them was big enough to bath {friend} in.',
        '“Do not look now,” said {friend}, “but we seem to be standing in somebody’s footstep.”',
        'There they were again by {spotC}: giant prints, deeper than before, and full of rain.',
        '{friend} went for a swim in a puddle by {spotA}. Only afterwards did they notice that it had a heel.',
      ],
      [
        '{hero} measured one with {his} {keepsake}. It was fourteen long and had a neat round dot in the heel.',
        'The prints came out of nowhere and walked twice round {spotA}. Then they stopped, as if somebody had flown.',
        'By breakfast the {crowd} had a giant, by lunch it had three heads[, and|.] by tea it was coming to {event}.',
        '“Left, left, left,” counted {hero}. “Either it hops, or it cannot tell its shoes apart.”',
      ],
      [
        'Some of the {crowd} would not leave the house[, and|.] {event} cannot be held through keyholes.',
        '“Has anyone really seen it?” asked {hero}. It grew quiet. Everyone had heard it from somebody else.',
        '“I want to know, not guess,” said {hero}. “A giant might be nice. We have not asked.”',
        '{elder} put out a bathtub full of {treats}. A giant who has eaten is a happy giant.',
      ],
    ],
    advanced: [
      [
        'Between {spotA} and {spotC}, crisp as print on a page, ran the footprints of somebody who must have been as tall as a steeple.',
        '“I was not aware,” said {friend}, looking down at the edge of the hollow in which they stood, “that this was a foot.”',
        'On three successive mornings the prints had appeared, larger than tea trays, each with the same neat dot in the heel.',
        'What {friend} had described as a pond near {spotA}, and had rowed across, turned out on inspection to possess a heel.',
      ],
      [
        '{hero} took measurements with the {keepsake} and noted something odd: for feet of such a size the steps were very short.',
        'They began beside {spotA}, wandered about as though admiring the view, and ended, without apology, in the middle of nowhere.',
        'The giant had grown with the telling, and by supper, according to the {crowd}, it had three heads and a taste for {treats}.',
        'Every print, as {hero} was the first to observe, was a left one; the giant either hopped, or had dressed in the dark.',
      ],
      [
        'There were those who wished to put off {event}, and those who wished to move away, and none who had seen anything at all.',
        '“A rumour,” said {hero} to {friend}, “is a footprint without a foot[;|.] let us look for the foot.”',
        'It occurred to {hero} that nobody had yet considered what the giant might want, or whether it had been invited.',
        '{elder}, who believed in hospitality, had set out a bathtub of {treats} in case it came to {event} hungry.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'Clomp, clomp. Out came {guest}, {a gkind} in two huge boots!',
        '{guest} the {gkind} was no giant. {ghe} was as small as {a other}. But oh, the boots!',
        'By {spotB} stood a pair of huge boots. Out of one looked {guest}, {a gkind}.',
      ],
      [
        '“They were my grandpa’s boots,” said {guest}. “I like how they go clomp.”',
        '“My own feet are so small,” {guest} said. “No one sees me. So I took big ones.”',
        '“The mud by {spotA} is deep,” said {guest}. “In these I do not sink.”',
      ],
      [
        '{hero} laughed[, and|.] then {guest} laughed. {friend} tried one boot on and got lost in it.',
        'They drew small prints next to the big ones. “Now we can see you, {guest},” said {hero}.',
        '“You can be the giant at {event},” said {hero}. {guest} went clomp with joy.',
      ],
    ],
    intermediate: [
      [
        'Clomp. Clomp. Round {spotB} came a pair of tremendous boots, and out of the top peeped {guest}, {a gkind}.',
        'The giant of {place} turned out to be {guest}, {a gkind}, standing in two boots as in two boats.',
        'Next to {spotB} sat {guest}, {a gkind}, scrubbing a boot as big as a bath.',
      ],
      [
        '“They belonged to my grandfather,” said {guest}. “When I wear them, I feel that he is walking along.”',
        '“It is the mud,” {guest} explained to {hero}. “In my own shoes I go in up to my ears.”',
        '“I walk at night because I look silly,” said {guest}, “and the dot is from the umbrella that I steer with.”',
      ],
      [
        '{hero} asked for a ride[, and|.] in a minute there were four of them in the left boot, rowing.',
        'At {event} they needed somebody to play the giant[, and|.] {guest} was the best one that {place} had ever had.',
        'The {crowd} filled the old prints with earth and seeds[, and|.] by spring every step of {guest} was in flower.',
      ],
    ],
    advanced: [
      [
        'There was a clomp, a pause, and another clomp[;|.] and round {spotB}, rising from a boot like a captain from a hatch, came {guest}, {a gkind}.',
        'The great giant of {place} had been {guest} all along, {a gkind} hardly taller than the heel of the boot that {ghe} was polishing.',
        '“You have found me out,” said {guest}, {a gkind}, from somewhere inside a piece of footwear the size of a rowing boat.',
      ],
      [
        '“They were my grandfather’s,” {guest} said, “and I walk them round {spotA} at night, because they are used to going out.”',
        '{ghe} was so often overlooked, {guest} confessed, that there was a certain comfort in leaving a footprint nobody could miss.',
        'The dot, about which {hero} had lain awake, was merely the umbrella with which {guest} had steered.',
      ],
      [
        'Four of them fitted into the left boot quite comfortably[, and|.] it was in this manner that they made their entrance at {event}.',
        'Nobody cared to say how many heads they had believed in[;|.] instead they asked {guest}, a little too loudly, whether {ghe} took sugar.',
        '{hero} suggested planting the prints, and when spring came a double row of poppies walked the whole way from {spotA} to {spotB}.',
      ],
    ],
  },
}
