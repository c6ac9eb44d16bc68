import {
  type Ban,
  type Item,
  type LevelRange,
  type OutfitRequest,
  type Profile,
  type RuleId,
  type Wear,
  levelRangeOf,
  occasionsOf,
  profileSchema,
} from '../../shared/index.ts'
import { lookOf } from './outfit-view.ts'

/** What the rules may know. Give `now`; nothing here asks a clock. */
export interface ContextFacts {
  /** The whole wardrobe, pieces under consideration included. */
  items: readonly Item[]
  request: Pick<OutfitRequest, 'occasions' | 'stops' | 'freeText' | 'anchors' | 'weather'>
  profile?: Profile | undefined
  bans?: readonly Ban[] | undefined
  wears?: readonly Wear[] | undefined
  /** Milliseconds since the epoch. */
  now: number
  /** Breaks ties and picks words: the same text gives the same outfits. */
  seed?: string | undefined
}

/** The facts, made ready once so that thousands of proposals are judged cheaply. */
export interface OutfitContext {
  wardrobe: ReadonlyMap<string, Item>
  request: ContextFacts['request']
  occasions: readonly string[]
  /** Null: no occasion is known well enough to judge dress levels by it. */
  levels: LevelRange | null
  profile: Profile
  /** In force now and for these occasions. */
  bans: readonly Ban[]
  wears: readonly Wear[]
  /** Looks (see `lookOf`) worn within the repeat window. */
  recentLooks: ReadonlySet<string>
  /** Soft rules that gave way, in order; they are not run. */
  relaxed: readonly RuleId[]
  now: number
  seed: string
}

const DAY_MS = 86_400_000

export function outfitContextFrom(facts: ContextFacts): OutfitContext {
  const { request, now } = facts
  const wardrobe = new Map(facts.items.map((item) => [item.id, item]))
  const occasions = occasionsOf(request)
  const profile = facts.profile ?? profileSchema.parse({ styleWords: {} })
  const wears = facts.wears ?? []
  const since = now - profile.repeatWindowDays * DAY_MS
  const recent = wears.filter((wear) => wear.wornAt > since && wear.wornAt <= now)
  return {
    wardrobe,
    request,
    occasions,
    levels: levelRangeOf(occasions),
    profile,
    bans: (facts.bans ?? []).filter((ban) => isInForce(ban, occasions, now)),
    wears,
    recentLooks: new Set(
      recent.map((wear) => lookOf(wear.itemIds.flatMap((id) => wardrobe.get(id) ?? []))).filter(Boolean),
    ),
    relaxed: [],
    now,
    seed: facts.seed ?? '',
  }
}

function isInForce(ban: Ban, occasions: readonly string[], now: number): boolean {
  if (ban.expiresAt !== null && ban.expiresAt <= now) return false
  const asked = occasions.map((occasion) => occasion.toLowerCase())
  return ban.occasions.length === 0 || ban.occasions.some((one) => asked.includes(one.toLowerCase()))
}
