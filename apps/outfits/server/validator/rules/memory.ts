import { listWords, lookOf, type OutfitView, theItem } from '../outfit-view.ts'
import { type Rule, found } from '../rule.ts'

export const anchorsPresent: Rule = {
  id: 'anchors-present',
  promise: 'The pieces that you started with are in every outfit.',
  find: ({ ids }, { request, wardrobe }) =>
    request.anchors
      .filter((id) => !ids.includes(id))
      .map((id) => {
        const item = wardrobe.get(id)
        const what = item ? theItem(item) : 'the piece that you started with'
        return { ...found(`${what} is missing.`), itemIds: [id] }
      }),
}

/** Every ban is looked for as a whole, so a pair is found wherever its two pieces stand among the others. */
export const bannedTogether: Rule = {
  id: 'banned-together',
  promise: 'What you said you never want together does not come back.',
  find: (outfit, { bans }) =>
    bans
      .filter((ban) => ban.itemIds.every((id) => outfit.ids.includes(id)))
      .map((ban) => {
        const pieces = outfit.pieces.filter(({ item }) => ban.itemIds.includes(item.id))
        const names = listWords(pieces.map(({ item }) => theItem(item)))
        const what = pieces.length > 1 ? `you never want ${names} together` : `you do not want ${names} here`
        return found(ban.reason ? `${what}: "${ban.reason}".` : `${what}.`, pieces)
      }),
}

const AWAY = { in_wash: 'is in the wash', lent: 'is lent', archived: 'is archived' } as const

export const available: Rule = {
  id: 'available',
  promise:
    'Every piece is at hand: not in the wash, not lent, not archived, and owned unless you asked about it.',
  find: ({ pieces }, { request }) =>
    pieces.flatMap((piece) => {
      const { availability, ownership, id } = piece.item
      if (availability !== 'ready') return [found(`${theItem(piece.item)} ${AWAY[availability]}.`, [piece])]
      if (ownership !== 'owned' && !request.anchors.includes(id))
        return [found(`${theItem(piece.item)} is not yours yet.`, [piece])]
      return []
    }),
}

export const repeatWindow: Rule = {
  id: 'repeat-window',
  promise: 'The same top and bottom do not come back within your repeat window.',
  find(outfit, { recentLooks, profile }) {
    if (!recentLooks.has(lookOf(outfit.pieces.map(({ item }) => item)))) return []
    return [found(`you wore this look within the last ${daysOf(profile.repeatWindowDays)}.`, looksIn(outfit))]
  },
}

function looksIn(outfit: OutfitView) {
  return outfit.pieces.filter(({ item }) => lookOf([item]) !== '')
}

function daysOf(days: number): string {
  return days === 1 ? 'day' : `${days} days`
}
