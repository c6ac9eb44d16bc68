import type { ApproachBlocks } from '../../content.ts'

export const FOLLOW: ApproachBlocks = {
  id: 'follow',
  skill: 'Looking closely, and following evidence step by step',
  titles: ['The Trail Past {spotB}', '{hero} on the Trail', 'Step by Step', 'Following the Clue'],
  signs:
    /\b(follow|look|search|find|go|goes|walk|run|explore|climb|fly|ride|sail|travel|track|chase|visit|swim)\b/i,
  options: {
    beginner: [
      { text: 'Follow {clue}', description: 'It must lead to some place.' },
      { text: 'Look behind {spotB}', description: 'No one has looked there yet.' },
      { text: 'Go and see {spotB}', description: '{friend} heard a noise over there.' },
    ],
    intermediate: [
      { text: 'Follow {clue}', description: 'It begins right here, and whoever left it cannot be far away.' },
      { text: 'Search behind {spotB}', description: 'It is the one corner that nobody has looked into yet.' },
      {
        text: 'Go quietly towards {spotB}',
        description: 'Something moved over there, and {friend} saw it, too.',
      },
    ],
    advanced: [
      {
        text: 'Follow {clue}',
        description: 'Evidence has a way of leading somewhere, provided that one does not look away from it.',
      },
      {
        text: 'Explore what lies behind {spotB}',
        description: 'Nobody has set foot there for years, or so everybody says.',
      },
      {
        text: 'Retrace every step to {spotB}',
        description: 'Whatever was overlooked the first time may be visible the second.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        'Off they went, noses down. {friend} took the left side, {hero} the right.',
        '{hero} walked in front. {friend} held on to {his} {keepsake}.',
        'They left {spotA} and went on tiptoe. Step, step, hop.',
        'It was a bit of a walk. They ate {treats} on the way.',
      ],
      [
        'The trail went over {a other} and under a gate. {friend} got stuck. Pop!',
        'By {spotC} they saw tiny prints. “Smaller than {treats},” said {hero}.',
        'Left, right, left. {hero} marked each turn with {his} {keepsake}.',
        'A smell of {smell} led them on. Sniff, sniff, this way!',
      ],
      [
        'It all led to {spotB}. There was a tiny hole, just right for {a gkind}.',
        'At the end hung a scrap of wool. It was from {a gkind}!',
        'Then the trail split in two by {spotB}. One side was warm.',
        'There, near {spotB}, they heard a soft sniff. {hero} put up a hand.',
      ],
    ],
    intermediate: [
      [
        'They set off at once, {hero} with {his} eyes on the ground and {friend} with {fhis} nose in the air.',
        'From {spotA} the way led downhill. {hero} walked in front, holding the {keepsake} like a lamp.',
        '{hero} went first, because {he} was quick, and {friend} second, because {fhe} had the {treats}.',
        'It is hard to tiptoe and hurry at once, but past {spotA} they managed it.',
      ],
      [
        'Behind {spotC} they found prints no bigger than a coin, going both ways, as if somebody had changed their mind.',
        'Twice they lost the way, and twice a whiff of {smell} put them right again.',
        '{hero} marked every turn with the {keepsake}, so that they could not walk in circles, or not often.',
        'The trail crossed {a other}, squeezed under a gate, and carried on as though nothing were the matter.',
      ],
      [
        'It ended at {spotB}, where a scrap of wool hung on a nail: the wool of {a gkind}, unless {hero} was wrong.',
        'By {spotB} the trail stopped. “Nobody stops without a reason,” said {hero}, and looked up.',
        'Close to {spotB} they heard a very small cough. {friend} swore that it had not been {fhim}.',
        'Somebody had swept the ground near {spotB}[, and|.] in the dust lay half of some {treats}.',
      ],
    ],
    advanced: [
      [
        'They proceeded in good order, {hero} studying the ground, {friend} guarding the rear and, more particularly, the {treats}.',
        'From {spotA} onward the signs were so slight that {hero} had to stop every few yards and simply look.',
        '“Touch nothing, notice everything,” said {hero}[;|.] {friend} touched only two things, and noticed a third.',
        'Step by step they left the cheerful noise of {place} behind them, until they could hear their own shoelaces.',
      ],
      [
        'Past {spotC} the trail did something peculiar: it doubled back, crossed itself, and went on with longer strides than before.',
        'What had seemed a single track proved, through the {keepsake}, to be two, one of them hardly deeper than a thought.',
        '{hero} drew each turning on {his} cuff[, and|.] it was the drawing, oddly enough, that gave the pattern away.',
        'Where the smell of {smell} was strongest they found {a other}, set down with care, as though somebody meant to come back.',
      ],
      [
        'Everything pointed to {spotB}, and from behind it, as they held their breath, came the sound of {a gkind} trying not to sneeze.',
        'At {spotB} the trail simply ended, which {friend} found unreasonable and {hero} found extremely interesting.',
        'On a nail beside {spotB} hung a single thread[, and|.] {hero} knew only one {gkind} who wore that shade of green.',
        'Someone had been living near {spotB}: there was a swept floor, a folded blanket, and one carefully halved portion of {treats}.',
      ],
    ],
  },
}
