import type { Plot } from '../../content.ts'

/** The lights have gone dim; somebody is saving them for a dark corner. */
export const LIGHTS_OUT: Plot = {
  id: 'lights-out',
  titles: ['When the Lamps Went Dim', '{hero} and the Dim Lights', 'A Jar of Light', 'Who Dimmed {place}?'],
  lesson: 'Noticing who is left out, and sharing fairly',
  approaches: ['watch', 'follow', 'ask', 'make', 'gather'],
  words: {
    goal: ['bring back the light', 'light up the lamps again'],
    trouble: ['the lost glow', 'the missing light'],
    clue: ['the glowing dots on the ground', 'the ladder by the lamps', 'the jar lid'],
  },
  problem: {
    beginner: [
      [
        'That night the lamp by {spotA} went dim. Then the next one did.',
        'Blink, blink, out! All {at} {place} it was as dark as tea.',
        '“Who put out the lamp by {spotC}?” asked {elder}. It was {friend} who saw it first.',
        '{elder} lit a match by {spotA}. It got light and then it just went to bed.',
      ],
      [
        '{hero} felt the lamp. It was still warm. And there was {clue}.',
        'It was not the wind. {friend} had licked a thumb and held it up.',
        'Then {hero} saw {clue}. “Someone has been here,” {he} said.',
        '“Look up,” said {friend}. By {spotC} hung a lamp with a small, wet nose print.',
      ],
      [
        '{event} needs a lot of light. How else can you see the {treats}?',
        '“You cannot dance at {event} in the dark,” said {elder}. “I have big feet.”',
        'The small ones did not like the dark. {hero} held up {his} {keepsake}. It did not shine.',
        '{hero} told the small ones a tale of the sun. It helped a bit, till {event}.',
      ],
    ],
    intermediate: [
      [
        'One by one, from {spotA} to {spotC}, the lamps nodded off like people in a warm room.',
        'On the evening before {event}, every lamp {at} {place} shrank to a tiny orange dot.',
        '“Somebody has turned down the evening,” said {friend}, bumping gently into {spotA}.',
        'At supper {elder} asked for the salt and got {a other}. Nobody could see a thing.',
      ],
      [
        '{hero} climbed up and looked. Nothing was broken, but beside the lamp was {clue}.',
        'It was not the wind and not the oil. But on the path to {spotC}, {hero} found {clue}.',
        'Each of the lamps was a bit emptier than the night before. Somebody was taking the light in sips.',
        'Somebody had polished every lamp near {spotA}. All that was left behind was a nose print.',
      ],
      [
        'Nobody could hold {event} in the dark. They would all just bump into {elder}.',
        'The little ones asked for a story, and then for another, because the dark was so large. {hero} told them three.',
        '“We must have light for {event},” said {elder}, and shook hands with {a other}.',
        '{hero} sat with the little ones by {spotB}. From memory, {he} drew them a sun on the wall.',
      ],
    ],
    advanced: [
      [
        'It began with the lamp at {spotA}, which faded in the middle of a sentence, and within an hour all of {place} lay in a brownish dusk.',
        'Lamps have their moods[, but|. But] never before had every lamp {at} {place} sunk, on one and the same {day}, to a spark.',
        '“I can no longer tell {treats} from buttons,” complained {friend} from the gloom near {spotC}, and crunched.',
        'The first to notice was {elder}, who had asked for the salt and seasoned supper with {a other} instead.',
      ],
      [
        'The glass was whole and the wicks were dry, and yet something had been there, for {hero} discovered {clue}.',
        'By measuring the glow against the {keepsake}, {hero} established that the light had not gone out[;|.] it had been carried off.',
        'Whoever had done it had been careful, had wiped every glass, and had left behind nothing at all except {clue}.',
        'All along the row from {spotA} the glass was spotless[, and|.] on the very last lamp, at knee height, was the print of a nose.',
      ],
      [
        'The dancing at {event} was notoriously dangerous even by daylight[, and|.] {elder} spoke of cancelling it altogether.',
        'A few of the {crowd} had already begun to accuse the moon[, and|.] it was time, {hero} felt, for facts.',
        '“Nobody steals light for fun,” {hero} said, half to {himself}[;|.] “somebody out there must need it rather badly.”',
        'To comfort the smallest of the {crowd}, {hero} drew a sun on the wall by {spotB}[, and|.] several of them moved closer to warm their hands.',
      ],
    ],
  },
  solution: {
    beginner: [
      [
        'Past {spotB} it was bright as day! There sat {guest}, {a gkind}, with a jar.',
        'In a deep hole by {spotB} lived {guest} the {gkind}. {ghis} wall was full of jars of light.',
        '{guest}, {a gkind}, hid a jar. But it shone right through {ghis} coat.',
      ],
      [
        '“It is so dark down here,” said {guest}. “I only took a sip from each lamp.”',
        '“No one put a lamp on my path,” {guest} said. {hero} had not known that.',
        '“My plant needs light,” said {guest}. “Look! It has a bud.”',
      ],
      [
        'So they hung a new lamp by {spotB}, just for {guest}. It was a fat one.',
        '{guest} let the light out. Whoosh! It flew back to {spotA}, and home to all the lamps.',
        '{hero} gave {guest} a mirror. Now one small lamp could shine like ten.',
      ],
    ],
    intermediate: [
      [
        'Behind {spotB} it was as bright as noon. In the midst of forty jars sat {guest}, {a gkind}, with one hand over {ghis} eyes.',
        'Down where {spotB} throws its longest shadow lived {guest}, {a gkind}[, and|.] every shelf in {ghis} room was glowing.',
        '“I can explain,” said {guest} the {gkind}. It was hard to be stern with somebody who shone through {ghis} own pockets.',
      ],
      [
        '“There has never been a lamp on this side,” said {guest}. “I took a sip from each, so that nobody would notice.”',
        '{guest} was growing a moonflower by {spotB}[, and|.] a moonflower needs more light than anybody is ever given.',
        '{hero} looked around and saw it, too: all the lamps {at} {place} stood on the sunny side.',
      ],
      [
        'They opened the jars together, and the light flew home to every lamp, humming like bees.',
        'The {crowd} built a new lamp beside {spotB} before they did anything else[, and|.] {guest} was allowed to light it.',
        'With a few mirrors and some {stuff}, {hero} made one jar shine for twelve[, and|.] there was plenty for all.',
      ],
    ],
    advanced: [
      [
        'On the far side of {spotB}, where no one ever went because it was dark, it was dazzling: {guest}, {a gkind}, had forty jars of lamplight.',
        '{guest}, {a gkind} of nervous habits, tried to hide the jar beneath {ghis} coat, and so became the best-lit person {at} {place}.',
        'They followed the glow down behind {spotB} to a low door[, and|.] it was opened by {guest}, {a gkind}, squinting a little.',
      ],
      [
        '“I took only a sip from each,” said {guest}, “for there has never been a lamp on this side, and the evenings are so very long.”',
        'Every lamp {at} {place}, {hero} now realised, had been put up by those who lived in the light already.',
        'It was for the sake of a moonflower, which {guest} had raised from seed, and which would open once or not at all.',
      ],
      [
        'Nobody said a word about punishment[;|.] {elder} merely asked where {guest} would like the new lamp, and rolled up both sleeves.',
        'They unscrewed the lids one after another, and the light went streaming back over {spotA} like birds who know the way.',
        'At midnight the flower opened, and for as long as it lasted there was no need of any lamp {at} {place} whatsoever.',
      ],
    ],
  },
}
