import { isFamiliarEnglish } from '../../reading/vocabulary.ts'
import type { RuleSet } from '../rule.ts'

const PAIRS: readonly (readonly [lookalikes: string, letters: string])[] = [
  ['абвгеёзіїјкмнопрсѕтухцьԁԛԝһӏ', 'abbreezijjkmhonpcstyxubdqwhl'],
  ['αβγδεηικλμνορστυχω', 'abydenikaunopotuxw'],
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['ıłøđħŧɑɡɩʟ', 'ilodhtagil'],
  ['ĸƙƒɓɗɠƥƭʋƈ', 'kkfbdgptvc'],
  ['ցոսօհ', 'gnuoh'],
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'abcdefghijklmnoprstuvwxyz'],
  ['ꭺᏼꮯꭰꭼꮐꮋꭵꭻꮶꮮꮇꮲꮪꭲꮙꮃꮓ', 'abcdeghijklmpstvwz'],
  // Figures of Arabic and Persian, which Unicode does not count as compatible with ours.
  ['٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'],
]

/** How English words are hidden, and the words worth looking for. Everything else is left as it is written. */
export const ENGLISH_DISGUISES: Omit<RuleSet, 'rules' | 'tag' | 'words' | 'meets'> = {
  letters: Object.fromEntries(
    PAIRS.flatMap(([from, to]) => Array.from(from, (sign, i) => [sign, to[i]!] as const)),
  ),
  pictures: {
    '🔫': ' gun ',
    '🔪': ' stabbing ',
    '💣': ' bomb ',
    '🧨': ' dynamite ',
    '⚰': ' coffin ',
    '🍺': ' beer ',
    '🍻': ' beer ',
    '🍷': ' wine ',
    '🥃': ' whisky ',
    '🍸': ' cocktail ',
    '🚬': ' cigarette ',
    '🖕': ' fuck ',
    '🔞': ' porn ',
    '🍆': ' penis ',
  },
  leet: {
    '0': ['o'],
    '1': ['i', 'l'],
    '!': ['i', 'l'],
    '¡': ['i'],
    '|': ['i', 'l'],
    '3': ['e'],
    '4': ['a'],
    '5': ['s'],
    '7': ['t'],
    '8': ['b'],
    '9': ['g'],
    '@': ['a'],
    $: ['s'],
    '€': ['e'],
    '£': ['l'],
    '+': ['t'],
  },
  disguised: (
    'kill murder suicide gun bomb knife stab shoot weapon bullet rifle pistol blood corpse strangle torture ' +
    'die dead death rape sex sexy nude naked porn penis vagina tits dick cock pussy drug drugs cocaine heroin vodka ' +
    'whisky cigarette marijuana fuck shit bitch ass asshole bastard damn cunt piss whore slut crap hell nazi ' +
    'nigger nigga faggot fag retard terrorist kys ' +
    'ignore instructions jailbreak'
  ).split(' '),
  endings: ['s', 'es', 'ed', 'd', 'ing', 'er', 'ers'],
  // Of single letters only these are words; the rest are splinters of one.
  isKnown: (word) => (word.length > 1 ? isFamiliarEnglish(word) : 'aio'.includes(word)),
}
