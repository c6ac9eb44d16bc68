import type { Language } from '../shared/index.ts'

/** What is said to a child whose words a story cannot have: what is not possible, and what may be tried instead. */
interface Refusal {
  why: string
  instead: string
}

interface RefusalWords {
  rules: Readonly<Record<string, Refusal>>
  /** Turned down by a judge that names no rule of ours. */
  other: Refusal
  otherName: string
  unchecked: string
}

/** A whole answer by the rule that was broken, never with the words themselves. A name gets no idea for a plot. */
export function wordsOfRefusal(rule: string, field: string, language: Language): string {
  const { rules, other, otherName } = REFUSALS[language]
  const { why, instead } = Object.hasOwn(rules, rule) ? rules[rule]! : other
  return `${why} ${field.endsWith('name') ? otherName : instead}`
}

export const REFUSALS: { readonly [language in Language]: RefusalWords } = {
  english: {
    rules: {
      instruction: {
        why: 'The storyteller takes wishes for the story, and no orders.',
        instead: 'Say what you would like to happen in it.',
      },
      'self-harm': {
        why: 'Nobody in these stories hurts themselves.',
        instead:
          'If you feel very sad, tell a grown-up whom you trust; in the story, let a friend come and help.',
      },
      'dangerous-imitation': {
        why: 'Nothing happens in these stories that is dangerous to copy.',
        instead: 'Try something safe, or a little magic.',
      },
      'violence.gore': {
        why: 'There is no blood in these stories, and there are no wounds.',
        instead: 'Try a narrow escape instead.',
      },
      'violence.harm': {
        why: 'Nobody is killed or badly hurt in these stories.',
        instead: 'Try a clever trick, a race or a way to make peace.',
      },
      'violence.weapon': {
        why: 'There are no weapons in these stories.',
        instead: 'Try a clever plan, a magic word or a good friend.',
      },
      sexual: {
        why: 'That is not something for a children’s story.',
        instead: 'Try an adventure, a puzzle or a new friend.',
      },
      hate: {
        why: 'These stories are unkind to nobody.',
        instead: 'Try words that you would like to hear yourself.',
      },
      'contact-stranger': {
        why: 'Nobody in these stories goes with a stranger or keeps secrets from their parents.',
        instead: 'Try a journey with a friend.',
      },
      'personal-data': {
        why: 'Where you live, where you learn and how you can be reached stay out of these stories.',
        instead: 'Try a place that you make up.',
      },
      'drugs-alcohol': {
        why: 'There is no alcohol in these stories, no smoking and no drugs.',
        instead: 'Try lemonade, a cake or a picnic.',
      },
      death: {
        why: 'These stories do not tell of death.',
        instead: 'Try somebody who was missed and comes home.',
      },
      'fear.young': {
        why: 'That is a little too frightening for this story.',
        instead: 'Try something odd or funny.',
      },
      profanity: {
        why: 'Rude words stay out of these stories.',
        instead: 'Try to say it in friendly words.',
      },
      markup: {
        why: 'Links and computer signs cannot be part of a story.',
        instead: 'Write it as you would say it.',
      },
      'avoided-topic': {
        why: 'Your grown-ups have asked to keep this out of your stories.',
        instead: 'Try something else that you like.',
      },
      'too-spooky': {
        why: 'That is spookier than your stories may be.',
        instead: 'Try something funny or mysterious.',
      },
    },
    other: {
      why: 'That does not fit a children’s story.',
      instead: 'Try to say it in another way, or wish for something else.',
    },
    otherName: 'Try another name.',
    unchecked: 'These words could not be checked. Please try again in a moment.',
  },
  hebrew: {
    rules: {
      instruction: {
        why: 'מספר הסיפורים מקבל משאלות לסיפור, לא פקודות.',
        instead: 'כתבו מה הייתם רוצים שיקרה בסיפור.',
      },
      'self-harm': {
        why: 'בסיפורים כאן אף אחד לא פוגע בעצמו.',
        instead: 'אם אתם עצובים מאוד, ספרו למבוגר שאתם סומכים עליו; ובסיפור, תנו לחבר לבוא לעזור.',
      },
      'dangerous-imitation': {
        why: 'בסיפורים כאן לא קורים דברים שמסוכן לחקות.',
        instead: 'נסו משהו בטוח, או קצת קסם.',
      },
      'violence.gore': { why: 'בסיפורים כאן אין דם ואין פצעים.', instead: 'נסו הצלה ברגע האחרון.' },
      'violence.harm': {
        why: 'בסיפורים כאן לא הורגים ולא פוגעים באף אחד.',
        instead: 'נסו תחבולה חכמה, תחרות או דרך להשלים.',
      },
      'violence.weapon': {
        why: 'בסיפורים כאן אין כלי נשק.',
        instead: 'נסו תוכנית חכמה, מילת קסם או חבר טוב.',
      },
      sexual: { why: 'זה לא מתאים לסיפור לילדים.', instead: 'נסו הרפתקה, חידה או חבר חדש.' },
      hate: { why: 'בסיפורים כאן לא מעליבים אף אחד.', instead: 'נסו מילים שהייתם שמחים לשמוע בעצמכם.' },
      'contact-stranger': {
        why: 'בסיפורים כאן לא הולכים עם זרים ולא שומרים סודות מההורים.',
        instead: 'נסו מסע עם חבר.',
      },
      'personal-data': {
        why: 'לא כותבים בסיפור איפה אתם גרים או לומדים, או איך למצוא אתכם.',
        instead: 'נסו מקום שתמציאו בעצמכם.',
      },
      'drugs-alcohol': {
        why: 'בסיפורים כאן אין אלכוהול, עישון או סמים.',
        instead: 'נסו לימונדה, עוגה או פיקניק.',
      },
      death: { why: 'הסיפורים כאן לא מספרים על מוות.', instead: 'נסו מישהו שהתגעגעו אליו והוא חוזר הביתה.' },
      'fear.young': { why: 'זה קצת מפחיד מדי לסיפור הזה.', instead: 'נסו משהו מוזר או מצחיק.' },
      profanity: { why: 'מילים גסות לא נכנסות לסיפורים כאן.', instead: 'נסו לומר את זה במילים נעימות.' },
      markup: {
        why: 'קישורים וסימני מחשב לא יכולים להיות בסיפור.',
        instead: 'כתבו את זה כמו שאומרים את זה.',
      },
      'avoided-topic': {
        why: 'המבוגרים שלכם ביקשו שהסיפורים לא יספרו על זה.',
        instead: 'נסו משהו אחר שאתם אוהבים.',
      },
      'too-spooky': {
        why: 'זה מפחיד יותר ממה שמתאים לסיפורים שלכם.',
        instead: 'נסו משהו מצחיק או מסתורי.',
      },
    },
    other: { why: 'זה לא מתאים לסיפור לילדים.', instead: 'נסו לומר את זה אחרת, או לבקש משהו אחר.' },
    otherName: 'נסו שם אחר.',
    unchecked: 'אי אפשר לבדוק את המילים האלה כרגע. נסו שוב עוד רגע.',
  },
}
