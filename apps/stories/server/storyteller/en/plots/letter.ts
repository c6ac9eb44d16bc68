import type { Plot } from '../../content.ts'

/** A letter without a name asks for help; its writer had hoped that somebody would care enough to look. */
export const LETTER: Plot = {
  id: 'letter',
  titles: ['A Letter From Nobody', 'Dear {hero}', 'The Note in the {thing}', 'Who Wrote to {hero}?'],
  lesson: 'Reading between the lines, and reaching out to someone lonely',
  approaches: ['ask', 'follow', 'make', 'gather', 'watch'],
  words: {
    goal: ['find who wrote the letter', 'answer the letter with no name'],
    trouble: ['the letter with no name', 'the strange little letter'],
    clue: ['the purple ink', 'the pressed leaf in the letter', 'the smudge of jam on the letter'],
  },
  problem: {
    beginner: [
      [
        'A note lay in the {thing}. “Dear {hero},” it said. “Please come.”',
        '{hero} found a letter by {spotA}. It had {his} name on it!',
        'Flip, flap! A letter came down on {spotC}. It was for {hero}.',
        '{friend} had a letter stuck to {fhis} boot. “Dear {hero},” it said on top.',
      ],
      [
        '“Come where?” asked {friend}. It did not say. It had no name on it.',
        'It smelled of {smell}. And there was {clue}, too.',
        '“I have made too many {treats},” it said. “I have no one to eat them with.”',
        '“It has no name,” said {hero}. “But look, there is {clue}!”',
      ],
      [
        'Someone was all alone, just before {event}. {hero} felt it in {his} tummy.',
        '“We must write back,” said {hero}. But to whom, and where?',
        'The last line was wet. “I think it is a tear,” said {friend}. “Or soup.”',
        '{hero} put the letter next to {his} {keepsake}. {he} could not leave it be.',
      ],
    ],
    intermediate: [
      [
        'Inside the {thing} there was a letter, folded as small as a tooth. “Dear {hero},” it began. “Please come.”',
        'The letter had been pushed under {spotA}[, and|.] on the front, in careful writing, it said “{hero}, if possible.”',
        'A paper boat came sailing past {spotC}[, and|.] it was {friend} who saw that there was writing on the sail.',
        'The letter was for “{hero}, near {spotA}, with thanks.” Instead of a stamp it had a drawing of one.',
      ],
      [
        'There was no name at the end of it. There was only {clue}, and a smell of {smell}.',
        '“I have baked forty {treats},” it said, “and then I remembered that I do not know anybody.”',
        '{friend} read it twice, once forwards and once sniffing. “Not one of the {crowd} writes like that,” {fhe} said.',
        '“I should like to come to {event},” it said. “How does one get to be asked?”',
      ],
      [
        '{event} was for everyone. And yet, somewhere {at} {place}, somebody thought that it was for everyone else.',
        '“Whoever wrote this was brave,” said {hero}, “so now we have to be quick.”',
        'The last word was smudged. It might have been “soon,” or it might have been “soup,” but {hero} hurried in any case.',
        '{hero} read it three times. Each time, the space where a name should be seemed to grow a bit bigger.',
      ],
    ],
    advanced: [
      [
        'Someone had slipped it into the {thing}: a letter in a small, upright hand, which began “Dear {hero}” and ended with no name at all.',
        'It was addressed to “{hero}, or whoever is kind,” and it had been waiting beneath {spotA} for at least a week.',
        'A little ship made of paper came about near {spotC}[, and|.] what {friend} had taken for stripes on its sail were lines of writing.',
        'It had been delivered to the wrong house, and the next one, and had been passed on with apologies until it reached {hero}.',
      ],
      [
        '“I find that I have baked forty {treats},” the letter ran, “and that I know nobody to whom I might offer one.”',
        'There was no address and no signature, only {clue}, and a scent of {smell} that seemed to {hero} almost familiar.',
        '{hero} held it up to the light, and where a line had been crossed out one could still read: “It does not matter, really.”',
        '“I hear the laughing from {spotB},” it said, “and it sounds very well done; I wonder how one learns it.”',
      ],
      [
        '{event} was meant for everybody {at} {place}[, and|.] it had not struck {hero} until that moment that somebody might not know it.',
        '“It takes courage to write such a letter,” {hero} said, “and it would be a poor thing to make courage wait.”',
        'The final word was either “soon” or “soup,” and {friend}, for once, argued in favour of the sadder one.',
        '{friend} put down the {treats}, which {fhe} did not do lightly, and said that somebody ought to go there at once.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'By {spotB} was a tiny blue door. {guest}, {a gkind}, opened it one inch.',
        '{guest} the {gkind} had {treats} up to the roof! “You must be {hero},” {ghe} said.',
        'There sat {guest}, {a gkind}, with ink on {ghis} chin. “You came!”',
      ],
      [
        '“I wrote to you for you look kind,” said {guest}. “I was too shy to talk.”',
        '“I moved here on {a day},” {guest} said. “I did not know one single name.”',
        '“I put no name on it,” said {guest}. “I was not sure you would like it.”',
      ],
      [
        '“Now you know me and {friend},” said {hero}. “That makes two names!”',
        'They ate till {friend} could not bend. There were still nine {treats} left for {elder}.',
        '{hero} wrote back right there. “Dear {guest}, yes. Your friend, {hero}.”',
      ],
    ],
    intermediate: [
      [
        'Behind {spotB} was a blue door[, and|.] behind the blue door was {guest}, {a gkind}, with {treats} stacked up to the ceiling.',
        'It opened by an inch. “You got it, then,” said {guest}, {a gkind}, with purple ink on the tip of {ghis} nose.',
        'They found {guest} the {gkind} laying a table for five, “just in case,” as {ghe} had done every evening that week.',
      ],
      [
        '“I did not sign it,” said {guest}, “because if nobody came, I could say that it was somebody else.”',
        '{guest} had moved in on {a day}[, and|.] everyone had been so busy with {event} that nobody had knocked.',
        '“I watched you by {spotA},” {guest} told {hero}. “You said good morning to a snail[, so|. So] I thought I might have a chance.”',
      ],
      [
        '{hero} took the {keepsake}, wrote “Yes, please” across the letter, and handed it over with a bow.',
        'By evening {guest} knew eleven names and one very long joke[, and|.] there was not a crumb left of the {treats}.',
        'Next morning there was a letter box beside {spotB}. It was full before noon.',
      ],
    ],
    advanced: [
      [
        'The blue door beyond {spotB} opened the width of one eye, and the eye belonged to {guest}, {a gkind}, who had almost stopped listening for it.',
        '{guest}, {a gkind} with purple ink on {ghis} cuffs, had laid the table for five that evening, as on the six evenings before.',
        'There were {treats} on every shelf, stair and windowsill, and among them, scarcely visible, stood {guest}, {a gkind}, holding the door.',
      ],
      [
        '“Had I signed it,” {guest} explained, “it would have been I whom nobody visited[;|.] so long as there was no name, it was only a letter.”',
        '“I chose you, {hero},” said {guest}, “because I once saw you apologise to a snail, and one remembers such things.”',
        'Everyone had supposed that somebody else had welcomed {guest}, and in this way, with the best intentions, nobody had.',
      ],
      [
        '{hero} begged the loan of a pen, signed the letter “Your friend, from now on,” and gave it back to its author.',
        'By nightfall {guest} had been introduced to eleven of the {crowd}, had fed nine, and had laughed, {ghe} said, for the first time in weeks.',
        'There is a letter box beside {spotB} nowadays, and {friend}, who claims to dislike writing, fills it on every {day}.',
      ],
    ],
  },
}
