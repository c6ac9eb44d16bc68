import {
  categoryOf,
  type Color,
  type Item,
  type NewItem,
  type Season,
  type SubCategory,
} from '../../shared/index.ts'

/** A piece as it is typed: every field is there, numbers are text until they are sent. */
export interface PieceDraft {
  name: string
  subCategory: SubCategory | ''
  colors: Color[]
  pattern: NewItem['pattern']
  fabric: NonNullable<NewItem['fabric']> | ''
  fit: NonNullable<NewItem['fit']> | ''
  sleeveLength: NonNullable<NewItem['sleeveLength']> | ''
  waistLevel: NonNullable<NewItem['waistLevel']> | ''
  wearFrequency: NonNullable<NewItem['wearFrequency']> | ''
  cut: string
  texture: string
  style: string
  brand: string
  trendStatus: string
  stylingNotes: string
  /** Between commas. */
  tags: string
  price: string
  warmth: string
  bulk: string
  dressLevel: string
  seasons: Season[]
  favorite: boolean
  isStylingChallenge: boolean
  challengeReason: string
}

/** Sentences by field. */
export type DraftProblems = { [field in keyof PieceDraft]?: string }

export function draftFromPiece(piece: Partial<NewItem>): PieceDraft {
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value)
  return {
    name: piece.name ?? '',
    subCategory: piece.subCategory ?? '',
    colors: piece.colors ?? [],
    pattern: piece.pattern ?? 'solid',
    fabric: piece.fabric ?? '',
    fit: piece.fit ?? '',
    sleeveLength: piece.sleeveLength ?? '',
    waistLevel: piece.waistLevel ?? '',
    wearFrequency: piece.wearFrequency ?? '',
    cut: piece.cut ?? '',
    texture: piece.texture ?? '',
    style: piece.style ?? '',
    brand: piece.brand ?? '',
    trendStatus: piece.trendStatus ?? '',
    stylingNotes: piece.stylingNotes ?? '',
    tags: (piece.tags ?? []).join(', '),
    price: number(piece.price),
    warmth: number(piece.warmth),
    bulk: number(piece.bulk),
    dressLevel: number(piece.dressLevel),
    seasons: piece.seasons ?? [],
    favorite: piece.favorite ?? false,
    isStylingChallenge: piece.isStylingChallenge ?? false,
    challengeReason: piece.challengeReason ?? '',
  }
}

/** What is missing or cannot be meant, before anything is sent; the server looks again. */
export function findDraftProblems(draft: PieceDraft): DraftProblems {
  const problems: DraftProblems = {}
  if (draft.name.trim() === '') problems.name = 'Give it a name, as you would call it yourself.'
  if (draft.subCategory === '') problems.subCategory = 'Choose what kind of piece it is.'
  if (draft.colors.length === 0) problems.colors = 'Choose its main colour.'
  if (draft.price.trim() !== '' && priceFromText(draft.price) === null) {
    problems.price = 'A price is a number, such as 120 or 59.90.'
  }
  return problems
}

/** Of a draft without problems. */
export function pieceFromDraft(draft: PieceDraft): NewItem {
  const subCategory = draft.subCategory as SubCategory
  const text = (value: string) => value.trim() || null
  const number = (value: string) => (value === '' ? null : Number(value))
  return {
    name: draft.name.trim(),
    category: categoryOf(subCategory),
    subCategory,
    colors: draft.colors,
    pattern: draft.pattern,
    fabric: draft.fabric || null,
    fit: draft.fit || null,
    sleeveLength: draft.sleeveLength || null,
    waistLevel: draft.waistLevel || null,
    wearFrequency: draft.wearFrequency || null,
    cut: text(draft.cut),
    texture: text(draft.texture),
    style: text(draft.style),
    brand: text(draft.brand),
    trendStatus: text(draft.trendStatus),
    stylingNotes: text(draft.stylingNotes),
    tags: [...new Set(draft.tags.split(',').map((tag) => tag.trim()))].filter(Boolean),
    price: draft.price.trim() === '' ? null : priceFromText(draft.price),
    warmth: number(draft.warmth),
    bulk: number(draft.bulk),
    dressLevel: number(draft.dressLevel),
    seasons: draft.seasons,
    favorite: draft.favorite,
    isStylingChallenge: draft.isStylingChallenge,
    challengeReason: draft.isStylingChallenge ? text(draft.challengeReason) : null,
  }
}

/** Only what differs: what a person did not touch does not count as corrected. */
export function changesBetween(before: Item, after: NewItem): Partial<NewItem> {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof NewItem]),
  )
  return Object.fromEntries(changed)
}

function priceFromText(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^\d{1,7}(?:\.\d{1,2})?$/.test(plain) && Number(plain) <= 1_000_000 ? Number(plain) : null
}
