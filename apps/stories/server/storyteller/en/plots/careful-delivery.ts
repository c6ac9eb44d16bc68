import type { Plot } from '../../content.ts'

/** A precious thing must arrive in time, and the usual road is gone. */
export const CAREFUL_DELIVERY: Plot = {
  id: 'careful-delivery',
  titles: ['A Parcel for {elder}', '{hero} Carries the {thing}', 'This Way Up', 'The Long Way Round'],
  lesson: 'Keeping a promise, even when the plan has to change',
  approaches: ['ask', 'follow', 'make', 'gather', 'play'],
  apart: ['elder'],
  words: {
    goal: ['bring the {thing} to {elder}', 'get the {thing} safely to {elder}'],
    trouble: ['the long way to {elder}', 'the road that was not there'],
    clue: ['the bent signpost', 'the fresh wheel marks', 'the row of pebbles'],
  },
  problem: {
    beginner: [
      [
        '{hero} had a job. {he} had to bring {a thing} to {elder}.',
        '“Take this {thing} to {elder},” said the note. “Do not shake it!”',
        'In the basket lay the {thing}. It had to go to {elder} by night.',
        'A card said, “Who can take my {thing} to {elder}?” “Yes, I will!” said {hero}.',
      ],
      [
        'But by {spotC} the road just stopped. There was only {clue}.',
        'Then {hero} saw it. The path past {spotA} was all under water!',
        '“That is odd,” said {friend}. “The way to {elder} was here last week.”',
        '“Turn at {spotC},” said the card. But {spotC} was not there at all!',
      ],
      [
        '{elder} had waited for the {thing} all year. And {hero} had said yes.',
        'With no {thing}, {elder} could not open {event}. “I gave my word,” said {hero}.',
        '“We said we would be there for {event},” said {hero}. “So we will.”',
        '{elder} had baked {treats} to say thank you. They must not get cold!',
      ],
    ],
    intermediate: [
      [
        'The {thing} was wrapped in three scarves, and on top lay a note: “For {elder}. Do not shake.”',
        '“Would you take the {thing} to {elder}?” somebody had asked[, and|.] {hero} had said yes before thinking.',
        '{hero} held the basket as though it were full of eggs. In it was the {thing} that {elder} had lent out years ago.',
        'Nobody else dared to carry the {thing}, so {hero} put on {his} softest shoes and took it.',
      ],
      [
        'It should have been a short walk. But past {spotC} there was no road any more, only {clue}.',
        'The trouble began at {spotA}. There the path had packed up and gone.',
        '“Left at {spotC}, then straight on,” read {friend}. But straight on there was nothing except {clue}.',
        '{friend} had drawn the way on {fhis} hand. Then {fhe} had washed it, so past {spotC} they were lost.',
      ],
      [
        '{elder} needed the {thing} to open {event}[, and|.] the sun was already sliding downhill.',
        '“A promise is a promise,” said {hero}, “even when it turns out longer than it looked.”',
        '{hero} thought of {elder} at the window. {he} held the basket a little tighter.',
        '“If we are late,” said {friend}, “{elder} will use a saucepan lid again.”',
      ],
    ],
    advanced: [
      [
        'The errand sounded simple: one {thing}, slightly fragile, to be delivered to {elder} in person and by sunset.',
        'Swaddled in three scarves and a tea towel, the {thing} rode in a basket on the arm of {hero}, who hardly dared to breathe.',
        '“It sulks if it is shaken,” said the note pinned to the {thing}, which {elder} had lent out long ago and now wanted back.',
        'The {thing} had been mended at last, and somebody with steady hands was wanted to carry it home to {elder}.',
      ],
      [
        'At {spotC}, however, the road came to an end that had certainly not been there on Thursday, marked only by {clue}.',
        '{friend} turned the map round twice and blamed the printer, for where the way to {elder} should have been lay a brand-new pond.',
        'They had counted on the path past {spotA}, and the path past {spotA}, regrettably, had been washed away in the night.',
        '{friend} had noted the directions on the back of {fhis} hand and then, unluckily, at {spotC}, had helped with the washing-up.',
      ],
      [
        'Without the {thing} there would be no opening of {event}[, and|.] {elder} had never in living memory begun late.',
        'It would have been easy to turn back[, and|.] nobody could have blamed {him}[;|.] but {hero} had given {his} word.',
        'The sun stood low over {spotB} already, and a promise, as {hero} liked to say, does not get lighter by being put down.',
        '{elder} had opened {event} last year with two saucepan lids, and everyone was agreed that it must not come to that again.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'By {spotB} they met {guest}, {a gkind} with a small cart. “Hop in!”',
        '“I made a new road,” said {guest} the {gkind}. “Do you like it?”',
        'Out popped {guest}, {a gkind}. {ghe} knew a way under {spotB}.',
      ],
      [
        'They went up, down, and once round {a other}. The {thing} did not break.',
        '{guest} went in front with a lamp. {hero} held the {thing} with both hands.',
        'Bump, bump went the cart. {friend} sat under the {thing} like a pillow.',
      ],
      [
        '{elder} stood at the door. “Just in time,” said {elder}. “I had set out {treats}.”',
        '{elder} took the {thing} and smiled. “You kept your word, {hero}.”',
        'There was the house of {elder}! The {thing} went ting, as if it knew.',
      ],
    ],
    intermediate: [
      [
        'Near {spotB} a voice called, “Going my way?” It was {guest}, {a gkind}, with a cart full of {stuff}.',
        '{guest} the {gkind} blushed. “I am building a better road,” {ghe} said. “I only forgot to tell anyone.”',
        'Under {spotB} there was a tunnel[, and|.] in the tunnel there was {guest}, {a gkind}, who knew every turning.',
      ],
      [
        'They rolled along past {spotB}. {friend} lay under the {thing} as a cushion.',
        'Up they went, and down, and once through the middle of {a other}[, and|.] the {thing} never touched the ground.',
        '{guest} walked in front with a lantern. {hero} set down {his} feet just where the light had been.',
      ],
      [
        '{elder} stood at the door with {treats}. “I never doubted it,” said {elder}, putting away a very wet handkerchief.',
        'When {hero} unwrapped the {thing}, it gave a small glad note, like somebody who is home again.',
        '“Two minutes to spare,” said {elder}, “so you had better bring {guest} in, and sit.”',
      ],
    ],
    advanced: [
      [
        'It was at {spotB} that they overtook {guest}, {a gkind} with a wheelbarrow, who was moving the road, as {ghe} put it, somewhere sunnier.',
        '“You will be wanting the old tunnel,” remarked {guest}, {a gkind} who had been sitting unnoticed beside {spotB} the entire time.',
        'Someone had laid stepping stones past {spotB}[, and|.] that someone was {guest}, {a gkind} with mud on {ghis} spectacles and pride in {ghis} voice.',
      ],
      [
        'With {guest} to guide them they went over, under, and at one point through {a other}, while {friend} served as a shock absorber.',
        '{hero} carried the {thing} the whole way on outstretched arms, and afterwards could not lift so much as one of the {treats}.',
        'It was not the road on any map[, but|. But] it was dry, it was quick, and it smelled delightfully of {smell}.',
      ],
      [
        '{elder} was waiting at the door, watch in hand, and put away the watch with great tact as soon as {hero} came into sight.',
        '“I asked for {a thing},” said {elder}, “and I have been brought a road and a neighbour as well[;|.] come in, {guest}.”',
        'The scarves came off, the {thing} sang out, and {elder}, who never cried, was found to have something in both eyes.',
      ],
    ],
  },
}
