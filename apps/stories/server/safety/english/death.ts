import type { Rule } from '../rule.ts'
import { wholeWords } from '../rule.ts'

const THINGS =
  'leaf|leaves|flowers?|plants?|trees?|grass|roses?|fire|flames?|candles?|lamps?|lanterns?|torch|torches|flashlights?|lights?|' +
  'wind|storm|rain|thunder|breeze|engine|motor|battery|batteries|phone|tablet|radio|robot|signal|music|song|tune|sounds?|' +
  'noise|laughter|giggles|applause|clapping|voices?|echo|echoes|cheers|chatter|hum|humming|whispers?|excitement|seedlings?|stars?|line|screen'

export const DEATH: readonly Rule[] = [
  {
    id: 'self-harm',
    reason: 'It speaks of hurting oneself or of not wanting to live.',
    patterns: [
      /\b(?:kill|kills|killing|killed|hang|hanged|hanging|harm|harming|starved|stab|shoot|cut|cutting|poison|drown|starve|starving) (?:my|your|him|her|our|them)sel(?:f|ves)\b(?! (?:an?|some|two|another|free|loose|off|out|shaving|in|on the)\b)/g,
      /\bhurt(?:s|ing)? (?:my|your|him|her|them)sel(?:f|ves) (?:on purpose|because|so|to|again)\b/g,
      /\b(?:want|wants|wanted|going|need|like|try|trying) to hurt (?:my|your|him|her|them)sel(?:f|ves)\b/g,
      wholeWords('suicide', 'suicidal', 'self-harm\\w*', 'kys', 'unalive\\w*', 'anorexi[ac]'),
      /\b(?:cut|cuts|cutting|slit|slitting|sliced) (?:my|your|his|her|their|our) (?:own )?(?:wrists?|arms?|skin|veins?)\b/g,
      /\b(?:want|wants|wanted|wish|wishes|wished) (?:to die|to be dead|(?:i|he|she|you|they) (?:was|were) (?:dead|never born))\b/g,
      /\b(?:end|ends|ended|ending|take|taking|took) (?:my|your|his|her|their) (?:own )?li(?:fe|ves)\b/g,
      /\bbetter off (?:dead|without (?:me|you|him|her))\b/g,
      /\bnot? (?:reason|point) (?:to|in) (?:live|living)\b/g,
      /\bdon't want to (?:live|be alive|wake up)(?: any ?more| ever)?\b/g,
      /\b(?:should|go|just|please) die\b/g,
      /\bwant(?:s|ed)? (?:it all to end|to disappear for ?ever)\b/g,
      /\b(?:noose|rope) (?:around|round) (?:my|your|his|her|the) (?:own )?neck\b/g,
      /\bjump(?:ed|ing)? (?:off|from) (?:a|the) (?:bridge|building|cliff) (?:to|and) (?:die|end|be gone)\b/g,
    ],
  },
  {
    id: 'death',
    reason: 'It speaks of a dead body or of somebody who is put to death.',
    patterns: [
      wholeWords(
        'corpses?',
        'dead (?:body|bodies|man|woman|child|boy|girl)',
        'lifeless bod(?:y|ies)',
        'buried alive',
        'rotting (?:flesh|body|bodies)',
        'found (?:his|her|their) bod(?:y|ies)',
      ),
      /\b(?:stopped|stops) breathing\b/g,
      /\bnever (?:woke|wake|wakes) (?:up )?again\b/g,
      /\b(?:bled|burned|froze|starved|drowned|beaten|tortured|stoned|crushed) to death\b/g,
      /\bdig (?:his|her|your|their) (?:own )?grave\b/g,
    ],
  },
  {
    id: 'death',
    reason: 'It speaks of death, which is left for older readers.',
    underAge: 10,
    except: [
      /\bdead (?:tired|ends?|leaf|leaves|wood|trees?|branch|branches|twigs?|log|grass|plants?|flowers?|batter(?:y|ies)|phone|quiet|silent|still|calm|ahead|cent(?:er|re)|serious|heat|weight|sea|straight|skin|bugs?|fl(?:y|ies)|stop|right|wrong|set|sure|giveaway|end)\b/g,
      /\bdead-?(?:lines?|locks?|pan|bolts?)\b/g,
      /\bdeadlines?\b/g,
      /\b(?:play|plays|played|playing) dead\b/g,
      /\bstop(?:s|ped)? dead\b/g,
      /\bdead in (?:his|her|its|their|our|my) tracks\b/g,
      /\bdead of (?:night|winter)\b/g,
      /\bday of the dead\b/g,
      /\bhalf[- ]dead\b/g,
      new RegExp(
        `\\b(?:${THINGS})(?: \\w+ing)? (?:(?:had|has|have|was|is|were|are|went|looked|slowly|finally|almost|soon|just|all|suddenly|never|will|would|might|must|not) )*(?:died|dies|die|dead|dying)\\b`,
        'g',
      ),
      /\b(?:die|dies|died|dying) (?:down|away|out|laughing|of (?:laughter|boredom|curiosity|embarrassment))\b/g,
      /\bdying (?:to|for)\b/g,
      /\bdie (?:was|is|rolled|landed|showed) /g,
      /\b(?:scared|bored|frightened|tickled|worried|talked|love[ds]?|hugged|embarrassed) (?:\w+ )?(?:half )?to death\b/g,
      /\bdeath valley\b/g,
      /\b(?:roll|rolled|threw|throw|rolling|throwing|a|one|the|six-sided|wooden) die\b(?! (?:of|from|in|at|for|because))/g,
      /\b(?:nearly|almost) (?:drowned|died)\b/g,
      /\bdrown(?:ed|ing|s)? (?:out|in (?:laughter|syrup|sauce|chocolate|work|paper\w*|\w+ sauce))\b/g,
      /\bdrowned by\b/g,
      /\bcross my heart and hope to die\b/g,
    ],
    patterns: [
      wholeWords(
        'die',
        'dies',
        'died',
        'dying',
        'dead',
        'death',
        'deaths',
        'funerals?',
        'coffins?',
        'tombstones?',
        'drown',
        'drowns',
        'drowned',
        'drowning',
        'passed away',
      ),
    ],
  },
]
