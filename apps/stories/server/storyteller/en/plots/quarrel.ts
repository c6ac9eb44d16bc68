import type { Plot } from '../../content.ts'

/** Two neighbours do not speak; both wait for the other to begin. */
export const QUARREL: Plot = {
  id: 'quarrel',
  titles: ['The Line Down the Middle', '{hero} Mends a Quarrel', 'Two Neighbours', 'Not Talking'],
  lesson: 'Listening to both sides, and saying sorry',
  approaches: ['ask', 'gather', 'make', 'play', 'watch'],
  apart: ['guest'],
  words: {
    goal: ['make peace at {place}', 'help {elder} and {guest} make up'],
    trouble: ['the silly quarrel', 'the quarrel over the {thing}'],
    clue: ['the torn letter', 'the half-eaten cake', 'the line of paint'],
  },
  problem: {
    beginner: [
      [
        'There was a white line by {spotA}. On one side sat {elder}. On the other sat {guest}.',
        '{elder} did not talk to {guest}, {a gkind}. {guest} did not talk to {elder}.',
        '“Tell {guest} to move,” said {elder}. “Tell {elder} no,” said {guest} the {gkind}.',
        '{elder} and {guest}, {a gkind}, had each hung up a sign. “Keep out!”',
      ],
      [
        'It was all about {a thing}. Each said it was lent to the other.',
        '“I said good day, and {guest} just left,” said {elder}. {hero} nodded.',
        'On the ground lay {clue}. {hero} picked it up.',
        '“I only want my {thing} back,” said {guest}. “It is my {thing},” said {elder}.',
      ],
      [
        '{elder} and {guest} ran {event} each year. Now there was no one to run it!',
        '“No talk, no {eventName},” said {friend}. “And no {treats} at all!”',
        'All the {crowd} had to pick a side. {hero} did not want a side.',
        '{hero} liked them both. {he} had two ears, one for each.',
      ],
    ],
    intermediate: [
      [
        'Overnight somebody had painted a line past {spotA}. {elder} sat on one side of it, and {guest}, {a gkind}, on the other.',
        '“Kindly tell {guest} that I am not speaking to {ghim},” said {elder}. {guest}, {a gkind}, was two steps away.',
        '{elder} and {guest}, {a gkind}, had been friends for thirty years and strangers since Tuesday.',
        'By {spotA} there were two tables now and two very straight backs. They were {elder} and {guest}, {a gkind}.',
      ],
      [
        'It had begun with {a thing}[, and|.] each of them was certain that the other had started it.',
        '{hero} found {clue} beside {spotC}. It felt like the place where it had all begun.',
        '“I wished {guest} a good {day},” said {elder}. “{ghe} looked through me like a window.”',
        '“Ask {guest} who broke the {thing},” said {elder}. “Ask {elder} who dropped it,” said {guest}.',
      ],
      [
        'Without those two there could be no {eventName}. One knew the songs, and the other had the drum.',
        'The {crowd} had started to take sides[, and|.] {hero} did not like sides. {he} liked the middle.',
        '“One of them has to begin,” said {friend}. “They are both very good at waiting, though.”',
        '{hero} carried eleven messages across before lunch. Ten were rude, and one was about salt.',
      ],
    ],
    advanced: [
      [
        'A white line had been painted past {spotA}, perfectly straight, with {elder} on one side and {guest}, {a gkind}, furiously polite, on the other.',
        'For thirty years {elder} and {guest}, {a gkind}, had taken tea together on every {day}[;|.] now each took it alone, facing away.',
        '“Be so good as to inform {guest} that it is raining,” said {elder} to {hero}, although {guest}, {a gkind}, was getting wet beside them.',
        'One could tell how things stood by the teapots: there were two of them beside {spotA}, one for {elder} and one for {guest}, {a gkind}.',
      ],
      [
        'At the root of it lay {a thing}, borrowed or lent, returned or not returned, depending upon whom one asked.',
        '{hero} heard the story from both ends, and was struck by how well the two versions fitted, like the halves of {clue}.',
        'Neither could remember the exact words, only the exact tone[, and|.] it was for {clue} that each awaited an apology.',
        'Concerning the {thing}, {elder} maintained that it had been dropped, and {guest} that it had been thrown, though not very far.',
      ],
      [
        '{event} had always been theirs together, and without one of them at least a third of it could not be tuned.',
        'By noon the {crowd} had divided into two parties, and {friend}, who wished to offend no one, sat on the line.',
        '“It is a very small quarrel,” {hero} said, “but it is standing in a very narrow place[, and|.] nobody can get past.”',
        '{hero} had carried eleven messages across the line by noon, and had politely mislaid the worst three near {spotC}.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        '{hero} held up {clue}. “You both have it wrong,” {he} said. {elder} blinked.',
        'Then {hero} put {elder} and {guest} on one bench. It was a small bench.',
        '“Who has the {thing} now?” asked {hero}. No one had it! It was in the shed.',
      ],
      [
        '“I had wool in my ears that day,” said {guest}. “I did not hear you, {elder}.”',
        '“I was sad that you did not come,” said {elder}. “I did come,” said {guest}. “You slept!”',
        '“I wrote to you,” {guest} said. The wind had put the note by {spotB}.',
      ],
      [
        '“Sorry,” said {elder}. “Sorry,” said {guest}. They said it both at once.',
        '{friend} wiped the line away with {fhis} foot. {guest} and {elder} helped.',
        'They broke {a other} by mistake as they hugged. No one was cross.',
      ],
    ],
    intermediate: [
      [
        '{hero} laid {clue} on the line, right in the middle[, and|.] both of them had to bend down to see it.',
        'By pure chance, which {hero} had arranged, {elder} and {guest} met at {spotB}, where there is only one bench.',
        '“I have one question,” said {hero}. “Who has the {thing} now?” There was a long pause, because neither of them did.',
      ],
      [
        '“I had wool in my ears that day,” said {guest} slowly. “{elder}, did you by any chance say hello?”',
        'It was all there: {guest} had written to say sorry[, and|.] the wind had posted the letter behind {spotB}.',
        '“You did not come to tea,” said {elder}. “I came,” said {guest}. “You were asleep, and so I washed the cups.”',
      ],
      [
        '“I am sorry,” they said, in the same second[, and|.] then they laughed, in the same second, too.',
        '{elder} fetched a mop and {guest} a bucket[, and|.] they scrubbed away the line from both ends until they met.',
        'They argued once more that day, about who should have the last of the {treats}. Each wanted the other to.',
      ],
    ],
    advanced: [
      [
        '{hero} set {clue} down upon the line itself, so that in order to see it the two of them were obliged to put their heads together.',
        'There is, near {spotB}, exactly one bench[, and|.] {hero} had invited {elder} and {guest} to admire the view from it at exactly four.',
        '“Before we go on,” said {hero}, “which of you has the {thing}?” And it came out that it had been on loan to {friend} all along.',
      ],
      [
        '“I wore earmuffs that week,” said {guest} in a strange voice. “{elder}, is it possible that you spoke[, and|.] I never heard?”',
        'Behind {spotB} they discovered the letter of apology, written, stamped, and mislaid by the wind a whole month before.',
        'Each had been waiting, it turned out, with a kettle on, for the other to knock, and between them they had boiled away a small lake.',
      ],
      [
        'They apologised at the same instant, quarrelled briefly over who had been first, and apologised for that as well.',
        'The line was scrubbed out from both ends, and where {elder} and {guest} met in the middle there is now a tea table.',
        '“Thirty years and one week,” said {elder}, taking the arm of {guest}[;|.] “I propose that we do not count the week.”',
      ],
    ],
  },
}
