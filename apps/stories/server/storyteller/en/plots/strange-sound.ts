import type { Plot } from '../../content.ts'

/** An odd noise every evening; somebody shy is practising. */
export const STRANGE_SOUND: Plot = {
  id: 'strange-sound',
  titles: ['The Sound Behind {spotB}', 'What Was That?', '{hero} and the Odd Hoot', 'The Hum of {place}'],
  lesson: 'Practice, and the courage to be heard',
  approaches: ['ask', 'follow', 'watch', 'make', 'play'],
  words: {
    goal: ['find out what makes the {noise}', 'solve the riddle of the {noise}'],
    trouble: ['the odd {noise}', 'the puzzling {noise}'],
    clue: ['the {noise} in the evening', 'the echo of the {noise}'],
    noise: ['hoot', 'toot', 'squeak', 'honk', 'wobbly hum', 'boing', 'rattle', 'chirp'],
  },
  problem: {
    beginner: [
      [
        'Then there was {a noise}. {friend} looked at {hero}. {hero} looked at {friend}.',
        '{a noise}! “Was that you, {friend}?” “No! Was it you, {hero}?”',
        'All at once {hero} heard {a noise}. It came from far past {spotC}.',
        '“Listen!” {hero} held up a hand. From far off came {a noise}.',
      ],
      [
        'It came once. It came twice. Then {sound}, and the {noise} was gone.',
        '“It is not a bird,” said {friend}. “Birds do not do {a noise} like that.”',
        'Every night now there was {a noise}. {elder} had to wear a hat in bed.',
        '{friend} put some {treats} in both ears. The {noise} came in all the same.',
      ],
      [
        'Soon all the {crowd} were tired. Who can sleep with {a noise} in the air?',
        '“With that {noise}, {event} will be no fun,” said {elder}.',
        'No one knew what the {noise} was. {hero} had to know.',
        '{elder} got up late for {event}. “It is that {noise},” said {elder}, and yawned.',
      ],
    ],
    intermediate: [
      [
        'It was then that {hero} heard {a noise}, long and low, from somewhere past {spotC}.',
        '“Bless you,” said {hero}. “I did not sneeze,” said {friend}. There it was again: {a noise}.',
        'In the middle of a bite of {treats}, {friend} froze. Somewhere {at} {place} there was {a noise}.',
        'The soup at {elder}’s table shook in its bowl, for outside, quite clearly, there was {a noise}.',
      ],
      [
        'It was too round for a door and too sad for a kettle[, and|.] it always stopped when {elder} coughed.',
        'For three nights the {noise} had come at bedtime. Each time, {elder} had come out in slippers.',
        '{hero} wrote it down: one {noise}, a pause, two more. “It is trying to be a tune,” {he} said.',
        'Whenever {friend} opened a window the {noise} stopped, and whenever {friend} closed it, it began again.',
      ],
      [
        'The {crowd} were yawning by day, and {event} was coming. Nobody can parade properly while yawning.',
        '“If that {noise} goes on,” said {elder}, “{event} will have to be at breakfast.”',
        '{hero} did not want it stopped, though. {he} wanted to know what the {noise} was for.',
        '“I like it,” said {hero}. “It sounds like somebody who wants to come to {event} and does not know how.”',
      ],
    ],
    advanced: [
      [
        'Just as conversation had settled comfortably on {treats}, there came, from somewhere beyond {spotC}, a long and unmistakable {noise}.',
        '“What did you say?” asked {hero}. “I said nothing,” replied {friend}, “although somebody, undeniably, has just made {a noise}.”',
        'The first {noise} could be overlooked and the second explained away, but at the third even {elder} opened a window.',
        'At a quarter past eight, as the last of the {treats} went round, every spoon {at} {place} trembled to {a noise}.',
      ],
      [
        'It was neither bird nor bagpipe[;|.] it began boldly, lost its nerve halfway, and broke off as soon as a light went on.',
        '{hero}, who had an ear for such things, noticed that every {noise} was slightly better than the one before.',
        'According to {elder}, the {noise} had been heard on each {day} for a week, always a little after supper.',
        '{friend} held that it was the plumbing, {elder} that it was an omen, and {hero} that it was in three-four time.',
      ],
      [
        'Tempers were short {at} {place}, for the {crowd} had slept badly[, and|.] there was talk of putting off {event}.',
        'Some of the {crowd} wanted the {noise} forbidden[;|.] {hero}, on the contrary, rather wanted to hear how it ended.',
        '“It must be found and it must be stopped,” said {elder}[, and|.] {hero} promised to see to the first part.',
        'Before {event} the {crowd} wished for sleep, whereas {hero} merely wished for one more {noise}, a little closer.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'By {spotB} sat {guest}, {a gkind}, with a big horn. {a noise}!',
        'It was {guest}, {a gkind}! {ghe} had made a flute out of {stuff}.',
        'Out of {spotB} came one last {noise}. And then out came {guest} the {gkind}.',
      ],
      [
        '“I want to play at {event},” said {guest}. “But I am not good yet.”',
        '“I only play when no one hears me,” {guest} said. {ghe} went red.',
        '“Was I too loud?” asked {guest}. “{cry}, yes,” said {friend}.',
      ],
      [
        '{hero} tapped a beat on {a other}. {guest} played along. It was a tune!',
        '“Play with us by day,” said {hero}. “Then we can all sleep.” {guest} beamed.',
        '{friend} hummed low and {guest} played high. Now the {noise} was a song.',
      ],
    ],
    intermediate: [
      [
        'Behind {spotB} they found {guest}, {a gkind}, puffing into a horn twice as long as {ghe} was.',
        '“Please do not laugh,” said {guest} the {gkind}, hiding a home-made flute behind {ghis} back.',
        'There, between {spotB} and a heap of {stuff}, sat {guest}, {a gkind}, and made one more {noise}.',
      ],
      [
        '“I should so like to play at {event},” said {guest}, “but I have to get it right first[, and|.] I never do.”',
        '“I practise at night,” {guest} whispered, “because by day somebody might hear me.” {friend} coughed politely.',
        'It turned out that {guest} knew just one tune, and had never once dared to reach the end of it.',
      ],
      [
        '“Nobody gets it right alone,” said {hero}. {he} tapped the time on {a other}, and the tune walked out, whole.',
        '{hero} told {guest} about {his} own first day at {hobby}. It had been dreadful[, and|.] {friend} acted it out.',
        'So {guest} practised with them by daylight, and the {noise} grew, {day} by {day}, into music.',
      ],
    ],
    advanced: [
      [
        'Wedged between {spotB} and the wall was {guest}, {a gkind}, embracing an enormous horn as one might embrace a reluctant goat.',
        'The terrible musician of {place} proved to be {guest}, {a gkind} so small that the instrument appeared to be playing {ghim}.',
        'They came round {spotB} in the middle of {a noise} and found {guest}, {a gkind}, with closed eyes and crimson cheeks.',
      ],
      [
        '“I meant to play at {event},” {guest} confessed, “but one ought to be good before anyone listens, and how is one to become so?”',
        '{ghe} had chosen the night, it seemed, so as to disturb no one, and had in this way disturbed absolutely everyone.',
        '“Each time I reach the difficult part,” said {guest}, “I think of all those faces at {event}, and out comes {a noise}.”',
      ],
      [
        '“Begin with two faces, then,” suggested {hero}, sitting down beside {friend}, and to two faces {guest} played it through.',
        '{hero} found the beat on {a other}, {friend} contributed a bass line, and what had been {a noise} became, by degrees, a waltz.',
        'They moved the lessons to the afternoon, at {spotA}, where within a week half the {crowd} had taken up the horn as well.',
      ],
    ],
  },
}
