import type { Plot } from '../../content.ts'

/** Half a map; the other half has an owner, and the treasure is for two. */
export const HALF_MAP: Plot = {
  id: 'half-map',
  titles: ['Half a Map', '{hero} and the Torn Map', 'The Treasure of {place}', 'X Marks {spotB}'],
  lesson: 'Reading a map, and sharing what is found',
  approaches: ['follow', 'ask', 'make', 'gather', 'watch'],
  words: {
    goal: ['find the other half of the map', 'find what the old map shows'],
    trouble: ['the torn map', 'the half map'],
    clue: ['the red cross on the map', 'the tiny drawing of {a other}', 'the old riddle on the back'],
  },
  problem: {
    beginner: [
      [
        'Out of {a other} fell a bit of paper. It was half a map!',
        '{hero} found a roll of paper in {spotA}. It had one torn side.',
        'The wind blew something flat on the nose of {friend}. It was a map!',
        '{friend} wiped {fhis} nose on an old rag. The rag was a map! Well, half of one.',
      ],
      [
        'It showed {spotC} and a long path. Then came the rip.',
        'On it was {clue}. But the rest was gone.',
        '“Go past {spotA},” it said, “and then look for the.” That was all.',
        '“Here is {place},” said {hero}. “Here is {spotC}. And here is a big hole.”',
      ],
      [
        '“A gift must be at the end,” said {hero}. “It could be {a thing}!”',
        'At the top it said, “For {event}.” {hero} gave a hop.',
        '“Half a map is half a walk,” said {elder}. “Find the rest, {hero}!”',
        '{friend} put on a hat for treasure. It fell down to {fhis} chin. “Ready for {event}!”',
      ],
    ],
    intermediate: [
      [
        'When {friend} sneezed, {a other} fell off the shelf[, and|.] out of it slid half of a very old map.',
        'In a crack near {spotA}, rolled up like a straw, was a map. It was only the left side of one.',
        'The wind slapped a sheet of paper across the face of {friend}. On the back of it was a map.',
        '{elder} had used it as a bookmark for years. It was one half of a map, brown with tea.',
      ],
      [
        'It showed {spotC} quite clearly, and a dotted path. Then, where it mattered, came a ragged edge.',
        '“Walk forty steps from {spotA} and look under the,” read {hero}. The rest had been torn away.',
        'There was {clue}, done in brown ink. There was also a thumbprint that smelled of {smell}.',
        'Where {spotB} ought to be there was only a rip. Close to it, {hero} saw {clue}.',
      ],
      [
        'Along the top somebody had written, “To be found before {event}.” {hero} went warm all over.',
        '{elder} had heard of that map. Two friends had made it, long ago[, and|.] each had kept a half.',
        '“There could be {a thing} at the end,” said {friend}. “Or a hundred {treats}! We must be brave.”',
        '{friend} had put on [a treasure hat|the biggest hat {at} {place}], and it covered both {fhis} eyes. “I am ready,” {fhe} said to a tree.',
      ],
    ],
    advanced: [
      [
        'It was inside {a other}, which nobody had opened for a generation, that {hero} found one half of a hand-drawn map.',
        'What {friend} took for a large and impertinent leaf, and peeled off {fhis} nose, was in fact the left side of a map.',
        'Folded to the size of a stamp and wedged beneath {spotA} lay a map, or rather the beginning of one.',
        '{elder} had been keeping the page with it for years[, and|.] only now, over {treats}, did anyone notice that it was half of a map.',
      ],
      [
        '{spotC} was marked, and the dotted line beyond it, but just where the line grew interesting the paper had been torn from top to bottom.',
        'The instructions ran to the very edge: “From {spotA} take forty paces, and on no account forget to,” and there they ended.',
        '{clue}, drawn by a careful hand, was the only hint as to what might be on the part that was missing.',
        'It was drawn with love and no sense of scale, so that {spotC} was larger than the sea, and {clue} ran off the edge.',
      ],
      [
        'According to {elder} the map had been made by two friends, who tore it in half so that neither would ever go without the other.',
        'Across the top was written “For {event}, when we are old,” and {hero} did some rapid arithmetic in {his} head.',
        '“Half a map is an invitation,” said {hero}, smoothing it out by {spotB}[;|.] “it means that somebody, somewhere, has the rest.”',
        '{friend} had already dressed for treasure, in a hat that came down over both eyes, and was addressing {fhis} remarks to a post.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'By {spotB} sat {guest}, {a gkind}. And what did {ghe} hold? Half a map!',
        '“I have one like that,” said {guest} the {gkind}. {ghe} took off {ghis} hat.',
        'They put the map of {guest} next to theirs. It fit! {guest} was {a gkind} with luck.',
      ],
      [
        'Now the path was clear. It led right under {spotB}.',
        'Dig, dig, dig. Clonk! There was a small tin box with {a thing} on top.',
        '“Forty steps,” said {hero}. {friend} did sixty small ones.',
      ],
      [
        'In the box were two cups and a card. “Share this with a friend,” it said.',
        'It was full of old {treats}, hard as rocks. And there were two hats! They fit {guest} and {hero}.',
        'So {hero} kept one half[, and|.] {guest} kept the other. Now they must meet each year.',
      ],
    ],
    intermediate: [
      [
        'The other half was pinned up over the bed of {guest}, {a gkind}, who had always thought it was a picture of a fish.',
        'By {spotB}, {guest} the {gkind} turned red and pulled a scrap of paper from {ghis} hat. The edges matched.',
        '“My granny gave me this,” said {guest}, {a gkind}. “She said that one day somebody would come with the rest.”',
      ],
      [
        'With the halves side by side the path ran on, round {spotA} and back, straight to {spotB}.',
        'They counted forty paces from {spotA}, lifted a flat stone, and there was a tin as big as {a other}.',
        '{hero} dug, {guest} dug, and {friend} dug mostly on top of {hero}, until something went clonk.',
      ],
      [
        'In the tin there were two cups, two spoons, and a letter: “The treasure is whoever is standing beside you.”',
        'It held {a thing}, and a list of names. They were all pairs of friends[, and|.] there was room for one more pair.',
        '{hero} and {guest} wrote a new map together, tore it carefully in two, and each kept the wrong half.',
      ],
    ],
    advanced: [
      [
        '{guest}, {a gkind} who kept to {ghimself}, had used the other half for years as a bookmark, without once suspecting that it was a map.',
        'Over the kettle of {guest}, {a gkind} near {spotB}, hung a framed drawing of what {ghe} believed to be a herring[;|.] it was the missing half.',
        '“My grandmother told me to wait for someone with a torn edge,” said {guest}, {a gkind}, opening {ghis} hand beside {spotB}.',
      ],
      [
        'Laid edge to edge, the two halves agreed at last, and the dotted line wandered off past {spotA} and ended, with a flourish, at {spotB}.',
        'Forty paces, it proved, meant forty paces of somebody with short legs[, and|.] so it was {guest} who walked and {hero} who dug.',
        'Beneath the flat stone by {spotB} lay a tin box, and beneath the lid lay another[, and|.] {friend} began to suspect a joke.',
      ],
      [
        'It contained two cups, a twist of tea, and a note which said that the treasure would be sitting opposite.',
        'Inside was {a thing}, wrapped in a list of names, every one of them joined to another by the word “and.”',
        '“I had hoped for gold,” admitted {friend}, raising {fhis} cup, “but I find that I should not have known where to put it.”',
      ],
    ],
  },
}
