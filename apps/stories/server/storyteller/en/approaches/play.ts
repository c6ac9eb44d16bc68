import type { ApproachBlocks } from '../../content.ts'

export const PLAY: ApproachBlocks = {
  id: 'play',
  skill: 'Using humour, music and play to solve a problem',
  titles: ['A Song for {place}', 'The Silly Plan', '{hero} Plays Along', 'Laughing by {spotB}'],
  signs:
    /\b(play|plays|sing|sings|song|dance|dances|joke|laugh|game|music|funny|tickle|trick|juggle|drum)\b/i,
  options: {
    beginner: [
      { text: 'Sing a silly song', description: 'A song may bring it out to play.' },
      { text: 'Play a game by {spotB}', description: 'It is hard to hide from fun.' },
      { text: 'Dance and clap', description: '{friend} has been hoping for this one.' },
    ],
    intermediate: [
      {
        text: 'Sing the silliest song ever',
        description: 'Hardly anyone can stay hidden when they want to laugh.',
      },
      {
        text: 'Start a game by {spotB}',
        description: 'Games are like open doors, and somebody may come in.',
      },
      { text: 'Put on a little show', description: 'It needs courage, {stuff}, and {friend} in a cape.' },
    ],
    advanced: [
      {
        text: 'Perform something ridiculous',
        description: 'Laughter has solved more mysteries than magnifiers have, and {friend} owns a cape.',
      },
      {
        text: 'Invent a game around {spotB}',
        description: 'An invitation to play is the politest way of asking someone to come out.',
      },
      {
        text: 'Sing the song of {place}',
        description: 'It is old, it is odd, and there may be someone who knows the missing verse.',
      },
    ],
  },
  journey: {
    beginner: [
      [
        '{hero} hit {a other} like a drum. Bom, bom, bom!',
        '{friend} put on a hat made of {stuff}. {hero} laughed out loud.',
        '“One, two, and three!” {hero} began to hum near {spotC}.',
        '{hero} took a bow by {spotC}. “Here we go,” said {friend}.',
      ],
      [
        'They sang of {treats} and big feet. {friend} made up the rude bits.',
        '{friend} danced with {a other}. They spun past {spotA} and fell down.',
        'They played it twice round {spotA}. {friend} lost both times and cheered.',
        'Then {hero} told the one about {a gkind} and {a other}. {friend} rolled about.',
      ],
      [
        'And then, from {spotB}, came a giggle. It was not {friend}!',
        'Who was clapping? It came from {spotB}, soft and quick.',
        'A high voice by {spotB} sang the last line. Then it stopped.',
        '{hero} kept one seat free near {spotB}. Soon it was not free.',
      ],
    ],
    intermediate: [
      [
        '{hero} used {a other} as a drum[, and|.] {friend} used everything else.',
        '{friend} appeared from {spotC} in a cape made of {stuff} and bowed in all directions.',
        'They drew a stage in the dust by {spotC} with the {keepsake}. It was only big enough for one foot.',
        '“Ladies, gentlemen and {crowd},” {hero} began. So far the audience was one snail.',
      ],
      [
        'The song had nine verses about {treats}[, and|.] {friend} forgot all of them in the right order.',
        '{friend} danced a tango with {a other}, dipped it, and dropped it on {hero}.',
        'They invented a game with two balls, one hat, and so many rules that {hero} won by accident.',
        '{hero} told the joke about {a gkind} and the {thing}. {friend} laughed before the end, as always.',
      ],
      [
        'When they stopped for breath, somebody behind {spotB} was still laughing.',
        'A small voice from {spotB} joined in with the very last line[, and|.] it had the tune exactly right.',
        'Someone was clapping by {spotB}, softly, the way one claps with mittens on.',
        '{hero} rolled the ball towards {spotB} and waited. After a while, it came rolling back.',
      ],
    ],
    advanced: [
      [
        'They opened with a fanfare on {a other}, which {friend} played with more passion than accuracy.',
        '{friend}, splendid in a cape of {stuff}, tripped over the hem and pretended that it was part of the dance.',
        'It is not easy to be ridiculous on purpose[, and|.] {hero} prepared for it beside {spotC} with great seriousness.',
        '“Honoured guests,” {hero} cried to the empty benches by {spotC}, “and anyone who may, just possibly, be listening.”',
      ],
      [
        'The ballad told of a hero, a helper, and a heroic quantity of {treats}, and grew sillier with every verse.',
        'By the second act {friend} was playing four parts at once, one of them {a other}, and quarrelling with {fhimself}.',
        'The game had begun with one rule, and by the time they passed {spotA} it had seventeen, all invented by {friend}.',
        '{hero} did {his} impression of {elder} looking for {a other}, which was so exact that even {spotC} seemed to chuckle.',
      ],
      [
        'In the pause before the last verse a giggle escaped from behind {spotB}[, and|.] it could not be put back.',
        'From {spotB}, where there should have been nobody at all, somebody supplied the missing line, softly and in tune.',
        '{hero} rolled the ball into the shadow of {spotB}, counted to nine, and was delighted when it came rolling out again.',
        'The applause was thin and came from {spotB}, but no applause, {friend} said later, had ever pleased {fhim} more.',
      ],
    ],
  },
}
