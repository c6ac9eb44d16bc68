import type { ApproachBlocks } from '../../content.ts'

export const WATCH: ApproachBlocks = {
  id: 'watch',
  skill: 'Patience: watching quietly before deciding',
  titles: ['The Long Wait', 'Quiet as {spotB}', '{hero} Keeps Watch', 'Hidden by {spotA}'],
  signs: /\b(wait|waits|watch|hide|hides|quiet|listen|sneak|stay|sleep|night|peek|spy|see what)\b/i,
  options: {
    beginner: [
      { text: 'Hide and watch by {spotA}', description: 'If they sit still, it may come out.' },
      { text: 'Wait and keep still', description: 'Shy things come when it is quiet.' },
      { text: 'Listen by {spotA}', description: 'Ears can find what eyes miss.' },
    ],
    intermediate: [
      {
        text: 'Hide and watch by {spotA}',
        description: 'If they keep as still as stones, somebody may give the secret away.',
      },
      {
        text: 'Wait until everything is quiet',
        description: 'Shy things come out when nobody is making a fuss.',
      },
      { text: 'Listen carefully near {spotA}', description: 'Ears can often find what eyes have missed.' },
    ],
    advanced: [
      {
        text: 'Keep watch beside {spotA}',
        description: 'Patience is not the same as doing nothing, although it looks much the same.',
      },
      {
        text: 'Wait for dusk and listen',
        description: 'There are things that show themselves only to those who have stopped looking for them.',
      },
      {
        text: 'Hide close to {spotA}',
        description: 'From there one can see everything without being in its way.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        'They hid near {spotA}, under {a other}. {friend} had to pull in {fhis} feet.',
        '“Shh,” said {hero}. They lay down flat by {spotA}.',
        '{hero} sat so still that {a other} seemed lively. {friend} tried, too.',
        'They made a nest of {stuff} by {spotA}. It was very snug.',
      ],
      [
        'They waited. {friend} ate {treats} with no crunch at all. It took a while.',
        'Tick, tock. {hero} counted to a hundred, with {his} {keepsake} in {his} hand.',
        'An ant walked over {his} {keepsake}. {hero} did not move a bit.',
        'First, no one came. Then no one came again. Then {sound}.',
      ],
      [
        'Then, by {spotB}, {a gkind} came out. It looked left and right.',
        '“Look,” said {friend}, very low. A tiny light went past {spotB}.',
        'Pat, pat, pat. Small feet ran to {spotB} and hid there.',
        'A soft hum came from {spotB}. It was a sad and pretty tune.',
      ],
    ],
    intermediate: [
      [
        'They settled down behind {spotA}, with {a other} for a roof and the {treats} between them.',
        '{hero} chose the spot with care: close enough to see {spotB}, far enough not to disturb anyone.',
        '“From now on,” whispered {hero}, “we are two sacks of {stuff}.” {friend} was a very good sack.',
        'It was cosy behind {spotA}, if you did not mind {friend} breathing in your ear.',
      ],
      [
        'A long time passed. {friend} learned to eat {treats} without any crunch, which took practice.',
        '{hero} watched a beetle climb the {keepsake}, admire the view, and climb down again. Nothing else moved.',
        'Then {sound}[, and|.] then it was still. It was so quiet that they could hear {spotC} creak.',
        'Waiting was harder than running, {hero} found[, but|. But] {he} began to notice all sorts of small things.',
      ],
      [
        'All at once a little light came bobbing along by {spotB}, about as high as {a gkind} would hold it.',
        'And there, between {spotB} and the wall, {a gkind} looked out, left, right, and left again.',
        'Quick, soft steps ran up to {spotB} and stopped. Somebody sighed, the way one does when alone.',
        'A tune drifted over from {spotB}, thin and pretty. {hero} had never heard it, yet it sounded lonely.',
      ],
    ],
    advanced: [
      [
        'They made themselves comfortable behind {spotA}, in so far as that was possible with {friend}, {a other}, and a single cushion.',
        '{hero} picked a place from which {spotB} could be seen and the two of them could not[, and|.] there they sat.',
        '“Pretend to be scenery,” advised {hero}, and {friend}, after some thought, pretended to be {a other}.',
        'Behind {spotA} they spread a blanket, divided the {treats} fairly, and agreed on a signal in case one of them fell asleep.',
      ],
      [
        'An hour went by in which nothing whatever occurred[, and|.] {hero} was surprised to find how much there was to see in it.',
        'First {sound}[;|.] next a leaf fell[;|.] and after that there was only {friend}, chewing with the stealth of a cat.',
        'Little by little the sounds of {place} sorted themselves out, until {hero} could tell which of them did not belong.',
        '{hero} turned the {keepsake} in {his} fingers and practised, as {elder} had once taught {him}, the art of not fidgeting.',
      ],
      [
        'Then a light no larger than a grape came swinging along by {spotB}, carried with enormous care by {a gkind}.',
        'And so they saw what no one who hurried could have seen: {a gkind} stepping out from {spotB}, looking both ways, and sighing.',
        'Somebody hurried up to {spotB}, hesitated there, turned back, and hesitated again, like a person with an apology in each pocket.',
        'From the direction of {spotB} rose a melody so hesitant, and so sweet, that even {friend} forgot to swallow.',
      ],
    ],
  },
}
