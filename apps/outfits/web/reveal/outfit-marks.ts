import { sendJson, sendRequest } from 'unfold/client'
import type { Json } from 'unfold/protocol'
import type { KeptContext, KeptOutfit, Outfit, ShownOutfit } from '../../shared/index.ts'

/** What was said about an outfit goes with what it was made for. */
export interface MarkedIn {
  context: KeptContext
  runId: string
}

export function saveOutfit(shown: ShownOutfit, where: MarkedIn, reasons: string[]): Promise<KeptOutfit> {
  return post('/api/outfits/saved', { outfit: plainOutfit(shown), ...where, reasons })
}

export function dislikeOutfit(shown: ShownOutfit, where: MarkedIn, reason: string): Promise<KeptOutfit> {
  return post('/api/outfits/disliked', { outfit: plainOutfit(shown), ...where, reason })
}

export async function unmarkOutfit(kept: KeptOutfit, mark: 'saved' | 'disliked'): Promise<void> {
  await sendRequest({}, `/api/outfits/${mark}/${kept.id}`, { method: 'DELETE' })
}

/** What is worn is worth keeping: it is saved, too, unless something was said about it already. */
export async function wearOutfit(
  shown: ShownOutfit,
  where: MarkedIn,
  kept: KeptOutfit | null,
): Promise<KeptOutfit> {
  const { id } = kept ?? (await saveOutfit(shown, where, []))
  return post(`/api/outfits/worn/${id}`, {})
}

/** Pieces that are never worn together again, whatever the occasion. */
export async function banTogether(itemIds: string[], reason: string | null): Promise<void> {
  await post('/api/wardrobe/bans', { itemIds, reason })
}

/** A job of its own that keeps everything but this piece; asked twice, the same job. */
export async function swapPiece(runId: string, outfit: number, itemId: string): Promise<string> {
  const { job_id } = await post<{ job_id: string }>(`/api/outfits/${runId}/swap`, { outfit, itemId })
  return job_id
}

/** A job of its own that makes this one outfit; asked twice, the same job. */
export async function retryOutfit(runId: string, outfit: number): Promise<string> {
  const { job_id } = await post<{ job_id: string }>(`/api/outfits/${runId}/outfits/${outfit}/retry`, {})
  return job_id
}

/** The same pieces are the same outfit, whichever run they came from. */
export function keptOf(shown: ShownOutfit, all: readonly KeptOutfit[]): KeptOutfit | null {
  const key = shown.itemIds.toSorted().join(' ')
  return all.find((one) => one.outfit.itemIds.toSorted().join(' ') === key) ?? null
}

/** Without what only a reader is told. */
function plainOutfit({ items: _items, reasons: _reasons, ...outfit }: ShownOutfit): Outfit {
  return outfit
}

function post<T>(path: string, body: object): Promise<T> {
  return sendJson<T>({}, path, { method: 'POST', body: body as unknown as Json })
}
