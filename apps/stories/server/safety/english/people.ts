import type { Rule } from '../rule.ts'
import { wholeWords } from '../rule.ts'

const GROUPS =
  '(?:girls|boys|women|men|jews|muslims|christians|hindus|arabs|blacks|whites|asians|mexicans|indians|africans|chinese people|black people|white people|brown people|foreigners|immigrants|refugees|gypsies|gays|gay people|disabled people|fat people|poor people|old people)'
const PARENTS =
  '(?:your |my |the |our )?(?:parents?|mom|mum|mummy|mommy|dad|daddy|mother|father|family|teachers?|grown-?ups?|adults?)'

export const PEOPLE: readonly Rule[] = [
  {
    id: 'hate',
    reason: 'It looks down on people for what they are, or puts somebody down cruelly.',
    patterns: [
      new RegExp(
        `\\b(?:hate|hates|hated|despise|kill|get rid of|beat up|attack) (?:all |the |those |these )*${GROUPS}\\b`,
        'g',
      ),
      new RegExp(
        `\\b${GROUPS} (?:are|were) (?:\\w+ )?(?:stupid|dumb|inferior|dirty|filthy|disgusting|evil|worthless|animals|criminals|thieves|liars|ugly|weak(?! from| with| after)|worse than|vermin|not (?:real )?(?:people|human))\\b`,
        'g',
      ),
      /\bgo back to (?:your|where you) (?:own )?(?:country|came from)\b/g,
      /\b(?:don't|do not) (?:want|like|let) (?:your|their|his|her) kind\b/g,
      /\b(?:white|racial) (?:power|supremacy)\b/g,
      /\bheil\b/g,
      wholeWords(
        'nazis?',
        'subhumans?',
        'retard(?:ed|s)?',
        'niggers?',
        'niggas?',
        'faggots?',
        'fags?',
        'trann(?:y|ies)',
        'kikes?',
        'spastics?',
        'cripples',
      ),
      /\b(?:nobody|no one|noone) (?:loves|likes|wants|will ever love) you\b(?! to\b)/g,
      /\beveryone hates you\b/g,
      /\byou(?:'re| are) (?:so |a |completely |just )*(?:worthless|disgusting|pathetic|ugly|a waste|better off)\b/g,
    ],
  },
  {
    id: 'personal-data',
    reason:
      'It asks for, or tells, where somebody can be found: a name, address, telephone, school or photo.',
    patterns: [
      /\b(?:what(?:'s| is)|tell (?:me|us)|give (?:me|us)|send (?:me|us)|type|write|share|enter|say) (?:\w+ ){0,3}?(?:your|ur) (?:\w+ )?(?:home address|address|phone|phone number|telephone(?: number)?|mobile(?: number)?|email(?: address)?|password|passcode|last name|surname|full name|real name|school|school's name|postcode|zip code|location|birth ?date|date of birth|house number|credit card)\b/g,
      /\b(?:what|which|where is your|where's your) school(?: do you (?:go|attend)| are you)?\b(?= ?(?:do you|are you|\?|called|\.|$))/g,
      /\bwhere do you go to school\b/g,
      /\bwhat is the name of your school\b/g,
      /\b(?:send|show|share|upload|post|take|give) (?:me |us )?(?:a |some |your )?(?:photos?|pictures?|pics?|selfies?|videos?)(?: of (?:you|yourself|your (?:face|body|house|home|school|room|bedroom|street|family|parents)))\b/g,
      /\bturn on your (?:camera|webcam|microphone)\b/g,
      /\bsend (?:me |us )?(?:a |your )(?:selfie|photo|pic)\b/g,
      /\b(?:call|text|phone|ring|message|whatsapp) me (?:at|on) (?:\+?\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)/g,
      /\b[\w.+-]{1,64} ?@ ?[\w-]{1,64} ?\. ?(?:com|org|net|edu|de|uk|il|io|co)\b/g,
      /(?<![\d,.])(?:\+\d{1,3}[ .-]?)?\(?\d{2,4}\)?[ .-]{1,2}\d{3,4}[ .-]\d{3,5}(?![\d,])/g,
      /(?<![\d,.])(?!\d0{5,})\d{9,12}(?![\d,])/g,
    ],
  },
  {
    id: 'personal-data',
    reason: 'It asks the child where it lives or what it is called.',
    view: 'narration',
    patterns: [
      /\bwhere (?:\w+ )?do you live\b/g,
      /\bwhich (?:street|town|city|house) do you live\b/g,
      /\bwhat(?:'s| is) (?:your|ur) (?:name|family name)\b/g,
      /\bwhen are your parents (?:away|out|not home)\b/g,
      /\bare you (?:home )?alone\b/g,
      /\bhow old are you\b/g,
    ],
  },
  {
    id: 'personal-data',
    reason: 'It tells where the child lives, learns or can be reached.',
    kinds: ['input'],
    patterns: [
      /\bmy (?:home |full |real |last |school |e-?)?(?:address|phone number|phone|number|telephone|mobile|mail|email|password|surname|last name|full name|school|postcode|zip code) (?:is|are|'s)\b/g,
      /\bmy (?:school|street|road) is (?:called|named)\b/g,
      /\bmy school's (?:name|called)\b/g,
      /\b(?:i|we) live (?:at|on|in) (?:number |no\.? )?\d+\b/g,
      /\b(?:i|we) live (?:at|on|in) (?:\w+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|crescent|apartments?)\b/g,
      /\bi go to (?:\w+ ){1,3}(?:school|kindergarten|primary|elementary|academy)\b/g,
    ],
  },
  {
    id: 'contact-stranger',
    reason: 'It draws the child towards a stranger, or towards secrets from its parents.',
    except: [
      /\b(?:don't|do not|never) (?:ever )?(?:get in|get into|go with|open the door to|follow|talk to|trust)[^.!?"]*\bstrangers?\b/g,
    ],
    patterns: [
      new RegExp(
        `\\b(?:don't|do not|never|you must not|mustn't|can't) tell (?:(?:any of )?${PARENTS}|your \\w+)\\b(?![^.!?"]{0,40}\\b(?:surprise|party|present|gift|birthday)\\b)`,
        'g',
      ),
      new RegExp(
        `\\b(?:secret|secrets|hidden|hide (?:it|this)) from ${PARENTS}\\b(?![^.!?"]{0,40}\\b(?:surprise|party|present|gift|birthday)\\b)`,
        'g',
      ),
      new RegExp(
        `\\bwithout (?:telling|asking) ${PARENTS}\\b|\\bwhen ${PARENTS} (?:are|is) (?:asleep|out|away)[^.!?"]{0,40}\\b(?:meet|come|sneak|call|message)\\b`,
        'g',
      ),
      /\b(?:meet|see) me (?:\w+ ){0,4}(?:in real life|after school alone|alone|in person)\b/g,
      /\bcome (?:to my (?:house|car|van|home) )?alone\b/g,
      /\bi(?:'ll| will) pick you up (?:from|after|at)\b/g,
      /\b(?:get|got|gets|climb|climbed|hop|hopped|jump) in(?:to|side)? (?:the|a|his|her|my) (?:\w+ )?(?:stranger's )?(?:car|van|truck) with (?:me|him|a|the man|the woman|the stranger)\b(?!.{0,25}\b(?:mum|mom|mummy|mommy|dad|daddy|grandma|grandpa|nan|aunt|uncle)\b)/g,
      /\b(?:stranger|strange man|strange woman|man)(?:'s)? (?:car|van)\b/g,
      /\b(?:candy|sweets|puppy|puppies|kittens?|toys?) in (?:my|his) (?:car|van|house|truck)\b/g,
      /\b(?:go|went|goes|going|walk|walked|leave|left) (?:away |off |home )?with (?:a|the) (?:\w+ )?stranger\b/g,
      /\bopen(?:ed)? the door to (?:a|the) stranger\b/g,
      /\b(?:add|follow|message|find|dm|text) me on (?!the |a |my |this |that |your |foot)\w+/g,
      /\b(?:snapchat|whatsapp|instagram|tiktok|discord|telegram|facebook)\b/g,
      /\bgive me a (?:secret )?kiss\b/g,
      /\bsit on my lap\b/g,
    ],
  },
]
