import type { ApproachBlocks } from '../../content.ts'

export const ASK: ApproachBlocks = {
  id: 'ask',
  skill: 'Asking good questions, and listening to the answer',
  titles: ['What {elder} Knew', '{hero} Asks', 'A Question at {place}', 'The Word of {elder}'],
  signs:
    /\b(ask|asks|talk|tell|say|says|speak|question|grown-?up|mum|mom|dad|grandma|grandpa|teacher|help from)\b/i,
  options: {
    beginner: [
      { text: 'Ask {elder} for help', description: '{elder} has seen a lot of things.' },
      { text: 'Talk to {elder}', description: '{elder} may know about {clue}.' },
      { text: 'Visit {elder}', description: 'A visit with {treats} is never wrong.' },
    ],
    intermediate: [
      {
        text: 'Ask {elder} what happened',
        description: '{elder} has lived here longest and notices more than people think.',
      },
      {
        text: 'Ask {elder} three short questions',
        description: '{elder} may have seen {clue} without knowing what it means.',
      },
      {
        text: 'Visit {elder} with {treats}',
        description: 'Good questions go down better with something sweet.',
      },
    ],
    advanced: [
      {
        text: 'Ask {elder} for the whole story',
        description:
          '{elder} remembers everything that ever happened here[, and|.] some of it may explain {clue}.',
      },
      {
        text: 'Interview {elder} at length',
        description: '{elder} holds a good piece of the truth, if someone takes the time to listen.',
      },
      {
        text: 'Pay {elder} a visit',
        description: 'A plate of {treats} and a patient ear have opened many a door.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        'They went to see {elder} by {spotC}. {elder} was having tea.',
        'Knock, knock! {hero} stood at the door of {elder}.',
        '{elder} sat near {spotC} with a bowl of {treats}. “Sit down, you two.”',
        'It was not far to {elder}. {friend} sang all the way past {spotA}.',
      ],
      [
        '{hero} told the tale of {trouble}. {elder} listened to every word.',
        '“May I ask you about {clue}?” {hero} said. {elder} put down {a other}.',
        '{hero} asked[, and|.] then {he} waited. {elder} hummed and thought of {clue}.',
        '“Who was here on that {day}?” asked {hero}. {elder} shut one eye.',
      ],
      [
        '“I saw small steps near {spotB},” said {elder}. “They went round and round.”',
        '“Ah,” said {elder}. “Go by {spotB}, and go softly. Some folk are shy.”',
        '{elder} drew a tiny map in the {treats}. It led to {spotB}.',
        '“Look for {a gkind},” said {elder}. “One with a big {thing}.” {friend} gasped.',
      ],
    ],
    intermediate: [
      [
        'They found {elder} beside {spotC}, mending {a other} with a bent fork.',
        '{elder} opened the door before {hero} could knock. “I could hear {friend} coming,” {elder} said.',
        'The way to {elder} led past {spotA}[, and|.] {friend} rehearsed the question all the way.',
        '{elder} was asleep under a newspaper[, so|. So] they waited quietly and ate {treats} until it moved.',
      ],
      [
        '{hero} explained about {trouble} from the beginning, and {elder} never once interrupted.',
        '“What do you know about {clue}?” asked {hero}. Then {he} did the hard part and kept quiet.',
        'First {elder} talked about the weather. Then, slowly, the talk came round to {clue}.',
        '{hero} asked three short questions. {elder} answered the second one with a question about {smell}.',
      ],
      [
        '“I did hear someone by {spotB},” said {elder}, “humming, quite late, and not very well.”',
        '{elder} tapped the table. “You are looking for somebody shy,” came the answer, “somewhere about {spotB}.”',
        '“When I was small,” said {elder}, “{a thing} meant a promise. Ask yourself who made one.”',
        'In the end {elder} lent them {a other} and one piece of advice: go gently past {spotB}.',
      ],
    ],
    advanced: [
      [
        'They found {elder} on the bench by {spotC}, playing chess against nobody and, by the look of it, losing.',
        '“I wondered when you would come,” said {elder}, setting out three cups as though {hero} and {friend} had been expected all week.',
        'To reach {elder} one had to climb past {spotA}, duck under the washing, and praise the geraniums, all of which they did.',
        '{elder}, it turned out, gave advice only in exchange for {treats}, and drove a hard bargain.',
      ],
      [
        '{hero} laid out everything that they knew of {trouble}, keeping the facts on one side and the guesses on the other.',
        '“Tell me about {clue},” said {hero}, and then resisted, with great effort, the urge to suggest an answer.',
        'It took two pots of tea and a detour through the history of {event} before {elder} arrived at {clue}.',
        '{elder} listened with closed eyes while {hero} spoke, and for a moment {friend} feared that they were addressing a nap.',
      ],
      [
        '“There is one here who borrows but never begs,” said {elder} at last[;|.] “look near {spotB}, and do not look cross.”',
        'What {elder} had seen, that evening by {spotB}, was a lantern held low by someone who hoped not to be noticed.',
        '“The question is not who,” {elder} remarked, refilling the cups, “but why[;|.] and for that, {hero}, you must go past {spotB}.”',
        'They left with half an answer and {a other}, which {elder} insisted would come in useful near {spotB}.',
      ],
    ],
  },
}
