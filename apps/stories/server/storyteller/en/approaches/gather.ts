import type { ApproachBlocks } from '../../content.ts'

export const GATHER: ApproachBlocks = {
  id: 'gather',
  skill: 'Working together, and giving everyone a part',
  titles: ['All Hands to {spotC}', 'Everyone Helps', 'The {crowd} Come Along', 'Many Hands'],
  signs:
    /\b(together|everyone|everybody|friends|team|party|call|invite|share|all of|family|help each|join)\b/i,
  options: {
    beginner: [
      { text: 'Call the {crowd} to help', description: 'Many hands can do big things.' },
      { text: 'Ask everyone to join in', description: 'Each one can do a small part.' },
      { text: 'Make a team', description: 'No one has to do it alone.' },
    ],
    intermediate: [
      {
        text: 'Call all the {crowd} together',
        description: 'With so many hands, each one has only a small thing to do.',
      },
      {
        text: 'Form a team by {spotC}',
        description: 'Everybody is good at something, even if it is only whistling.',
      },
      { text: 'Invite everyone to help', description: 'Those who are asked nicely hardly ever say no.' },
    ],
    advanced: [
      {
        text: 'Call the {crowd} to a meeting',
        description: 'It will be noisy and it will take time, but nobody will be left out.',
      },
      {
        text: 'Gather a team at {spotC}',
        description: 'Each of them can do one thing that none of the others can.',
      },
      {
        text: 'Share the problem with everyone',
        description: 'A trouble that has been handed round tends to get lighter on the way.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        '{friend} rang a bell by {spotC}. The {crowd} came from all sides.',
        '“Come quick, all of you!” {hero} stood on a box of {stuff}.',
        'One by one the {crowd} sat down near {spotC}. {hero} told them.',
        '{hero} ran to each door with {treats}. “We need you,” {he} said.',
      ],
      [
        'Some looked up. Some looked down. {elder} held the {keepsake} and gave orders.',
        '“I can lift,” said one. “I can sing,” said {elder}. “I can eat,” said {friend}.',
        'The {crowd} made a long line from {spotA} on. They passed the {stuff} along.',
        'Everyone got a job. Even the smallest {gkind} got to hold the string.',
      ],
      [
        '“Over here!” It was the smallest of them all. She stood by {spotB}.',
        'Soon they had gone past {spotA}. Now they only had to look by {spotB}.',
        'At {spotB} the line stopped. Who was that, all alone?',
        '“One of us is not here,” said {elder}. “Where is our {gkind}?”',
      ],
    ],
    intermediate: [
      [
        '{friend} rang every bell in reach, and soon the {crowd} were pouring in from all sides.',
        '{hero} climbed on a heap of {stuff} by {spotC} and explained the plan to everybody at once.',
        'They went from door to door with {treats}[, and|.] hardly anyone said no to either.',
        'By noon so many of the {crowd} had come to {spotC} that {friend} had to sit on {a other}.',
      ],
      [
        '{elder} took the high places, {friend} took the low ones, and the {crowd} did everything between.',
        'They made a chain from {spotA} to {spotC} and passed along {stuff}, jokes, and one sleepy baby.',
        '“I can carry,” said one. “I can count,” said another. “I can supervise,” said {friend}, lying down.',
        'It was muddled at first. Then {hero} gave each of them one small job, and the muddle turned into a dance.',
      ],
      [
        '“Everybody is here,” said {elder}, counting, “except {a gkind} who lives beyond {spotB}.”',
        'It was the smallest of the {crowd} who found it: a tiny door, close to {spotB}, that stood ajar.',
        'There was only one place left to look, near {spotB}. All of them turned round to look.',
        'When they stopped for {treats}, one portion was missing[, and|.] a trail of sugar led towards {spotB}.',
      ],
    ],
    advanced: [
      [
        'The meeting beside {spotC} began with everybody talking, continued with nobody listening, and was rescued by {elder} and a very large bell.',
        'Word travels quickly {at} {place}, and before {hero} had finished {his} first sentence there was standing room only.',
        '{hero} had prepared a speech, but one look at all those willing faces made it seem much too long[, so|. So] {he} simply said please.',
        'They came with ladders, with lanterns, with {treats}, and, in one puzzling case, with {a other} on a lead.',
      ],
      [
        'It was remarkable, {hero} thought, how a crowd turned into a team as soon as each of them was trusted with something.',
        '{elder} directed, {friend} encouraged, and the {crowd} passed {stuff} from hand to hand as though they had rehearsed it for weeks.',
        'There was one who could climb, one who could calculate, and one who knew all the songs[;|.] {friend}, naturally, tested the {treats}.',
        'Where one pair of eyes had seen nothing, forty pairs found, within the hour, three excellent clues and somebody’s spectacles.',
      ],
      [
        'Only when {elder} counted heads did they discover that one was missing: the newcomer, {a gkind}, who lived somewhere beyond {spotB}.',
        '“Has anyone,” {hero} asked in the sudden hush, “ever thought of inviting whoever lives behind {spotB}?” Nobody had.',
        'And it was while they were all laughing that they noticed somebody beside {spotB} who very much wished to laugh as well.',
        'Step by step the circle closed round {spotB}, until {hero} raised a hand, because circles, {he} felt, can be unkind to shy people.',
      ],
    ],
  },
}
