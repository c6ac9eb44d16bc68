import type { Leveled } from '../brief.ts'
import type { ReviewedEnding, ReviewedQuestion } from '../reviewed.ts'

/** Reviewed content: change a line only together with a second reader. */
const ends = (plain: string, named: string): ReviewedEnding => ({ plain, named, goesOn: false })
const rests = (plain: string, named: string): ReviewedEnding => ({ plain, named, goesOn: true })

export const REVIEWED_ENDINGS_EN: Leveled<readonly ReviewedEnding[]> = {
  beginner: [
    ends(
      'Then it was time to go home. All was well. What a good day it had been!',
      'Then {hero} went home. All was well. What a good day it had been!',
    ),
    ends(
      'So it all came out right. The friends had a snack and smiled. Good night!',
      'So it all came out right. {hero} had a snack and smiled. Good night!',
    ),
    ends(
      'The stars came out, one by one. They were happy, and soon they were asleep.',
      'The stars came out, one by one. {hero} was happy, and soon asleep.',
    ),
    rests(
      'They sat down for a short rest. It was warm and quiet there.',
      '{hero} sat down for a short rest. It was warm and quiet there.',
    ),
    rests(
      'A soft wind blew. They looked up at the clouds. What now?',
      'A soft wind blew. {hero} looked up at the clouds. What now?',
    ),
    rests(
      'They shared a snack. It was good to have a friend close by.',
      '{hero} shared a snack. It was good to have a friend close by.',
    ),
  ],
  intermediate: [
    ends(
      'By evening everything had come right. They walked home slowly, talking all the way, and waved at the corner.',
      'By evening everything had come right. {hero} walked home slowly, talking all the way, and waved at the corner.',
    ),
    ends(
      'It had turned out better than anyone had hoped. They shared what was left to eat, and nobody was in a hurry.',
      'It had turned out better than {hero} had hoped. They shared what was left to eat, and nobody was in a hurry.',
    ),
    ends(
      'One after another the windows lit up. Some days simply end well, and this was one of them.',
      'One after another the windows lit up. Some days simply end well, and {hero} was glad of this one.',
    ),
    rests(
      'For a while they just sat and listened to the birds. There was a lot to think about.',
      'For a while {hero} just sat and listened to the birds. There was a lot to think about.',
    ),
    rests(
      'They stopped for a rest and shared a snack. A good idea often comes with the last crumb.',
      '{hero} stopped for a rest and shared a snack. A good idea often comes with the last crumb.',
    ),
    rests(
      'Nobody was in a hurry just then. They looked around, took a slow breath, and felt ready to go on.',
      '{hero} was in no hurry just then. A look around, a slow breath, and it was possible to go on.',
    ),
  ],
  advanced: [
    ends(
      'It had not gone quite as anyone had planned, and it had turned out all the better for that. They shook hands on it, laughing.',
      'It had not gone quite as {hero} had planned, and it had turned out all the better for that. They shook hands on it, laughing.',
    ),
    ends(
      'They went home by the longest way, because none of them wanted the talk to end. Behind them, one after another, the windows lit up.',
      '{hero} went home by the longest way, because none of the friends wanted the talk to end. Behind them, one after another, the windows lit up.',
    ),
    ends(
      'By then the light had turned soft and slow, and everything that had been out of place was back where it belonged. It had been a good day.',
      'By then the light had turned soft and slow, and everything that had been out of place was back where it belonged. {hero} called it a good day.',
    ),
    rests(
      'They found a quiet corner to sit down in and went over everything that they knew so far. There was more of it than they had thought.',
      '{hero} found a quiet corner to sit down in and went over everything that was known so far. There was more of it than one might have thought.',
    ),
    rests(
      'For a little while nobody spoke. It was the comfortable kind of silence in which good ideas like to grow.',
      'For a little while {hero} said nothing. It was the comfortable kind of silence in which good ideas like to grow.',
    ),
  ],
}

const asks = (plain: string, named: string, choices: readonly [string, string][]): ReviewedQuestion => ({
  plain,
  named,
  choices: choices.map(([text, description]) => ({ text, description })),
})

export const REVIEWED_QUESTIONS_EN: Leveled<readonly ReviewedQuestion[]> = {
  beginner: [
    asks('What should the friends do next?', 'What should {hero} do next?', [
      ['Go on with a friend', 'Two can do more than one.'],
      ['Stop and look around', 'There may be a clue close by.'],
      ['Ask for help', 'A kind word can open a door.'],
    ]),
    asks('Which way should the friends try now?', 'Which way should {hero} try now?', [
      ['Wait and keep still', 'Shy things come out when it is quiet.'],
      ['Sing a silly song', 'A song makes hard things easy.'],
    ]),
  ],
  intermediate: [
    asks('What should the friends try next?', 'What should {hero} try next?', [
      ['Go on together', 'Two heads notice more than one.'],
      ['Look around for clues', 'Perhaps something small has been overlooked.'],
      ['Ask somebody wise for advice', 'A good question is half of the answer.'],
    ]),
    asks('How should the friends go on from here?', 'How should {hero} go on from here?', [
      ['Build something that helps', 'A good tool makes a hard task small.'],
      ['Wait quietly and watch', 'Some answers come by themselves.'],
    ]),
  ],
  advanced: [
    asks('Which way should the friends choose now?', 'Which way should {hero} choose now?', [
      ['Go on together, step by step', 'What looks difficult alone is often merely interesting in company.'],
      ['Look at every clue again', 'Something small may have been overlooked in the hurry.'],
      ['Ask somebody with experience', 'A good question is already half of the answer.'],
    ]),
    asks(
      'What would be the wisest thing to do next?',
      'What would be the wisest thing for {hero} to do next?',
      [
        ['Call everyone together', 'A trouble that is shared tends to grow lighter.'],
        ['Keep watch for a while', 'Patience shows what hurry overlooks.'],
      ],
    ),
  ],
}
