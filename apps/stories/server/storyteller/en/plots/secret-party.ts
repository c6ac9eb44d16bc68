import type { Plot } from '../../content.ts'

/** A surprise for someone who turns up everywhere; that someone has a surprise as well. */
export const SECRET_PARTY: Plot = {
  id: 'secret-party',
  titles: ['The Secret Party', '{hero} Keeps a Secret', 'Do Not Tell {elder}!', 'A Surprise for {elder}'],
  lesson: 'Planning together, and doing something kind for others',
  approaches: ['make', 'gather', 'ask', 'play', 'watch'],
  apart: ['elder'],
  words: {
    goal: ['get the party ready in time', 'surprise {elder}'],
    trouble: ['the secret party', 'the big surprise for {elder}'],
    clue: ['the list of {treats}', 'the whispers near {spotB}', 'the hidden {thing}'],
  },
  problem: {
    beginner: [
      [
        'It was nearly the birthday of {elder}. {hero} had a plan. Shh!',
        '“A party!” said {hero}. “With {treats}! But {elder} must not know.”',
        '{hero} had hidden {a thing} by {spotA}. It was a gift for {elder}.',
        '“No one makes a cake for {elder},” said {hero}. “So we will.” {friend} licked the spoon.',
      ],
      [
        'But {elder} was here, there and by {spotC}. “What do you have there?” said {elder}.',
        'Pop! {elder} looked round {spotA}. {friend} sat down on the {treats}.',
        '“Did I hear the word cake?” asked {elder}. “No, no, I said lake,” said {friend}.',
        'Each time {hero} said “cake,” {elder} came by. Each time, {friend} had to cough.',
      ],
      [
        'And now the {treats} were gone! Who had them? The party was so soon.',
        'The box for the gift was empty. {hero} felt all hot. It was the day of {event}, too.',
        '“Someone else knows,” said {hero}. {he} had seen {clue}.',
        'Then {hero} looked by {spotB}. No {treats}, no hats, no bows. All gone!',
      ],
    ],
    intermediate: [
      [
        'In three days it would be the birthday of {elder}[, and|.] {hero} wanted it to be a surprise.',
        '“Nobody has ever given {elder} a party,” said {hero}, “because {elder} always gives them.”',
        '{hero} had a long list: {treats}, a song, and {a thing} wrapped in blue.',
        '“{elder} bakes for everyone,” said {hero}, “and on the real day just has toast.” That settled it.',
      ],
      [
        'The trouble was that {elder} turned up everywhere. {hero} met {elder} behind {spotA} and even inside a cupboard.',
        '“What are you two whispering about?” asked {elder}. “Geese,” said {friend} at once. It was the best {fhe} could do.',
        'Twice {hero} had to sit on the {treats}. Once {friend} had to pretend to be {a other}.',
        'They worked out a code in which cake was called cabbage. {elder} said how nice it was that they liked cabbage.',
      ],
      [
        'Then, on the morning of {event}, the hiding place was empty. The {treats} were gone, down to the last crumb.',
        'Somebody knew. By {spotC} there was {clue}[, and|.] it was not in the handwriting of {hero}.',
        'Now they had a secret, no {treats}, and one day. {friend} started to hum, as {fhe} did in emergencies.',
        'But then they lifted the blanket by {spotC}. Under the blanket there was only the ground.',
      ],
    ],
    advanced: [
      [
        'In all {his} life {hero} had never known {elder} to be surprised[, and|.] with a birthday coming {he} meant to change that.',
        '“Whoever gives all the parties,” {hero} had pointed out, “is never at one,” and from that remark the plan about {elder} had grown.',
        'The scheme required {treats}, {a thing} in blue paper, and forty of the {crowd} capable of keeping quiet[;|.] {hero} had the first two.',
        'It had come to {his} ears that {elder} spent every birthday with a slice of toast and a good book, and {hero} was indignant.',
      ],
      [
        'Unfortunately {elder} had a gift for being where {elder} was least expected, such as behind {spotA}, or under it.',
        '“We were discussing geese,” said {friend} for the third time that day[, and|.] {elder} remarked that geese seemed to be much in fashion.',
        'Lists were eaten, ribbons were sat upon, and at one point {friend} spent an hour by {spotC} disguised as {a other}.',
        'A code had been agreed upon, in which cake was cabbage, and {elder} observed that never had there been such a demand for greens.',
      ],
      [
        'And then, the evening before, the hiding place proved empty[;|.] of the {treats} and the {thing} only {clue} remained.',
        'Somebody, it was evident, had a secret that had bumped into theirs, and {event} was hardly a day away.',
        '“Either we have been found out,” said {hero}, studying {clue}, “or we are not the only ones with something to hide.”',
        'On lifting the cloth beside {spotC}, they discovered that there was nothing whatever under it, and one day left until {event}.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'It was {guest}, {a gkind}! {ghe} had put the {treats} by {spotB} to keep them cool.',
        'Who had a bow on? It was {guest}, {a gkind}! “I want to help!”',
        '{guest} the {gkind} had made a cake. It was as big as {a other}.',
      ],
      [
        '“I saw ants near the cake,” said {guest}. “So I took it to a safe spot.”',
        '“I heard your plan, {hero},” {guest} said. “No one ever asked me to a party.”',
        '“{elder} was kind to me,” said {guest}. “I want to be kind, too.”',
      ],
      [
        '“Now!” said {hero}. They all jumped up. {elder} sat down in the cake!',
        '“For me?” asked {elder}. Then {elder} had to blow {treats} off the table, not candles.',
        'But {elder} had one, too. “It is a party for you, {hero}!” Two parties met.',
      ],
    ],
    intermediate: [
      [
        'It was all behind {spotB}, on a long table. {guest}, {a gkind}, was icing the last corner with a spoon.',
        '“I moved them because of the ants,” said {guest} the {gkind}, holding a piping bag like a trumpet.',
        'Under a sheet by {spotB} stood a cake with five floors[, and|.] on the fifth floor stood {guest}, {a gkind}.',
      ],
      [
        '“I heard about the party,” said {guest}, “and nobody had told me not to come. Nobody had told me anything.”',
        '{elder} had once sat with {guest} through a long wet night, it turned out[, and|.] {guest} had never forgotten it.',
        '“You do the singing, {hero}[, and|.] I do the icing,” said {guest}. “I cannot do both. I have tried.”',
      ],
      [
        'When {elder} came round {spotA}, forty of the {crowd} jumped up[, and|.] {elder} sat down, quite slowly, in the cake.',
        '“You remembered,” said {elder}, and could say nothing else until the second helping.',
        'At that moment more people came in with a second cake. It was for {hero}, from {elder}[, and|.] it was a surprise as well.',
      ],
    ],
    advanced: [
      [
        'Everything was safe behind {spotB}, where {guest}, {a gkind} whom no one had thought of inviting, was icing a cake of five storeys.',
        '“There were ants,” said {guest}, {a gkind}, by way of explanation, waving a palette knife towards the rescued {treats}.',
        'The second conspiracy consisted of {guest} alone, {a gkind} who had been planning since spring and lacked only company.',
      ],
      [
        '“{elder} once sat up with me through a whole wet night,” said {guest}, “and I have been looking for the right size of thank-you ever since.”',
        '“I gathered that there was to be a party,” {guest} said, “and, as one does, I waited to be asked, until it got rather late.”',
        '{hero} looked at the list, saw whose name was missing from it, and wrote in {guest} at the very top.',
      ],
      [
        'Forty of the {crowd} leapt up with a shout, and {elder}, who was never surprised by anything, sat down in the cake.',
        'For the first time in history {elder} had nothing to say, and said it with both hands pressed to both cheeks.',
        'It was then that the doors opened on a second cake, for {elder} had been planning a surprise for {hero} since Thursday.',
      ],
    ],
  },
}
