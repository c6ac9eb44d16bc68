import type { Plot } from '../../content.ts'

/** A warm, humming thing is found; it wants to be somewhere. */
export const HUMMING_STONE: Plot = {
  id: 'humming-stone',
  titles: ['The Thing That Hummed', '{hero} Finds {a stone}', 'Warm in the Pocket', 'The {stone} of {place}'],
  lesson: 'Observing carefully, and giving back what belongs to someone else',
  approaches: ['ask', 'watch', 'make', 'follow', 'play'],
  words: {
    goal: ['find out what the {stone} wants', 'find where the {stone} belongs'],
    trouble: ['the humming {stone}', 'the warm little {stone}'],
    clue: ['the hum of the {stone}', 'the mark on the {stone}', 'the glow of the {stone}'],
    stone: ['stone', 'ball', 'egg', 'marble', 'seed', 'box', 'pearl'],
  },
  problem: {
    beginner: [
      [
        'Next to {spotA} lay a small round {stone}. And it was warm!',
        '{hero} felt a bump in {his} shoe. Out rolled {a stone}. It hummed!',
        'Plop! {a stone} fell down by {spotC}. “Mmm,” it went. “Mmm.”',
        '{friend} bit into one of the {treats}. Crack! There was {a stone} in it.',
      ],
      [
        '{friend} put an ear to the {stone}. “It likes {treats},” said {friend}.',
        'When {hero} went left, the {stone} hummed. When {he} went right, it stopped.',
        'It had a tiny mark on it. So {hero} drew {clue} with {his} {keepsake}.',
        '{hero} put it in {his} hat. Now the hat hummed, too. {friend} hummed along.',
      ],
      [
        '“It wants to go home,” said {hero}. The {stone} felt a bit less warm.',
        '{elder} had seen one just once. “Take good care of that {stone},” said {elder}.',
        'By {event} the {stone} should be back. But back where?',
        '“I could keep it,” thought {hero}. But the {stone} gave a small, sad hum.',
      ],
    ],
    intermediate: [
      [
        'Under a leaf by {spotA} lay {a stone}, no bigger than a plum[, and|.] it was as warm as toast.',
        '{hero} shook out {his} shoe. Instead of sand, out rolled {a stone}, humming softly to itself.',
        'Something dropped from {spotC} and bounced twice. It was {a stone}[, and|.] it sounded like a kettle with a secret.',
        '{friend} bit into one of the {treats} and stopped. In the middle of it sat {a stone}, humming.',
      ],
      [
        'It hummed louder near {spotB}, and near {friend} it hummed a little out of tune.',
        'On the underside {hero} found a tiny mark. {friend} licked it, for science, and said it tasted of {smell}.',
        '“It is alive, or it is clockwork,” said {friend}, “or it is a very small radio. I say {stone}.”',
        'They tried it in a hat, in a boot and in the soup[, and|.] the {stone} hummed a new tune in each.',
      ],
      [
        'By noon the {stone} had cooled a little[, and|.] {hero} was sure that it did not want to stay.',
        '“Someone will be looking for that {stone},” said {elder}, “and looking hard, I should think.”',
        'It would have been lovely to keep it. But the {stone} kept rolling towards {his} left, and {hero} understood.',
        '{hero} laid it beside {his} {keepsake} for the night. In the morning it had rolled as far as the door.',
      ],
    ],
    advanced: [
      [
        'There, between two roots beside {spotA}, as though somebody had put it down for a moment, lay {a stone}[, and|.] it was humming.',
        'What rolled out of the shoe of {hero} was not a pebble but {a stone}, warm as a bun and very slightly luminous.',
        'It dropped out of a clear sky beside {spotC}, said “Mmm,” and lay still: {a stone} such as no one {at} {place} had ever seen.',
        'The {stone} arrived by way of the {treats}, and {friend}, who had bitten on it, was the first to hear it hum.',
      ],
      [
        '{hero} discovered that the note rose whenever one carried it towards {spotB}, and fell, in a disappointed way, whenever one did not.',
        'Under the {keepsake} a mark came into view, fine as a hair[, and|.] {friend} copied it out with {fhis} tongue between {fhis} teeth.',
        '{friend} proposed that it was an egg, a battery, or a retired {other}, and grew attached to all three theories.',
        'Placed in a hat it hummed a march, in a boot a lullaby, and beside {spotB}, for some reason, the first half of a question.',
      ],
      [
        'As the day wore on the {stone} grew cooler[, and|.] with every degree {hero} became surer that it was homesick.',
        '{elder} weighed it in one hand. “{a stone} like that,” said {elder}, “is always half of something.”',
        'Nobody would have known if {hero} had kept it[;|.] but {hero} would have known, and so, {he} suspected, would the {stone}.',
        'Each morning {hero} found it a little nearer to the door, as though it had set out in the night and been too small to get there.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'Now the {stone} hummed like mad. And there was {guest}, {a gkind}!',
        '“My {stone}!” It was {guest}, {a gkind} with a big soft scarf.',
        '{guest} the {gkind} had one, too. The two of them hummed as one.',
      ],
      [
        '“It fell from my bag,” said {guest}. “It sings me to sleep.”',
        '“It is the heart of my lamp,” {guest} said. {ghe} put the {stone} in. It shone!',
        'The {stone} began to crack. Out came a very tiny {thing}!',
      ],
      [
        '“You can hold it a bit more,” said {guest}. So {hero} did, with both hands.',
        'That night {spotB} shone gold. All the {crowd} came to see.',
        '{guest} gave {hero} one small bit of the glow. It fits in {his} {keepsake}.',
      ],
    ],
    intermediate: [
      [
        'At {spotB} the {stone} sang out loud, and a second hum replied. It came from {guest}, {a gkind}, with {ghis} scarf on backwards.',
        '“You found it!” cried {guest}, {a gkind}, and ran out from {spotB} so fast that {ghe} left a slipper behind.',
        'Beside {spotB}, {guest} the {gkind} was crawling about with a lamp[, and|.] the lamp was dark.',
      ],
      [
        'The {stone} was the heart of {ghis} lamp. {guest} clicked it into place, and light ran up {spotB} like honey.',
        '“There are two,” said {guest}. “They hum to find each other. It works best if somebody kind walks in between.”',
        '“It keeps me company,” {guest} explained to {hero}. “It knows only one song[, but|. But] it means it.”',
      ],
      [
        'From then on there was a glow over {spotB} every evening[, and|.] people took the long way home to see it.',
        '“Come and listen whenever you like,” said {guest}, and pressed the warm {stone} into {his} hand once more.',
        '{hero} felt {his} empty pocket. It was odd: {he} had given something away and felt fuller than before.',
      ],
    ],
    advanced: [
      [
        'Behind {spotB} the hum became a chord, because {guest}, {a gkind}, was sitting there with the other half of it in {ghis} lap.',
        '“I have been calling it all week,” said {guest}, {a gkind}, who was hoarse, and whose scarf was on backwards from worry.',
        'It leapt clean out of {his} hand at {spotB} and rolled to the feet of {guest}, {a gkind}, where it purred.',
      ],
      [
        'It belonged, {guest} explained, in the old lamp on {spotB}, which had guided travellers to {place} before there were maps.',
        'They were made in pairs, so that whoever carried one could always find whoever carried the other[;|.] {guest} had been nobody’s other for years.',
        '{guest} set it in its place with a click, and a golden light ran along {spotB}, hesitated, and flowed on across {place}.',
      ],
      [
        '{hero} missed the weight of it in {his} pocket, and yet, walking home in that light, {he} did not feel that {he} had lost anything.',
        '“Keep the song, at least,” said {guest}, and {friend}, who had it by heart already, hummed it all through {event}.',
        'Since that evening no one has been lost {at} {place}, apart from {friend}, who says that it was on purpose.',
      ],
    ],
  },
}
