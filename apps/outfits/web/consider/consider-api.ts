import { sendJson } from 'unfold/client'
import type { Json } from 'unfold/protocol'
import type {
  Considered,
  ConsiderStats,
  Decision,
  Item,
  NewItem,
  Purchase,
  WardrobeImport,
} from '../../shared/index.ts'

export interface ConsideredList {
  considered: Considered[]
  stats: ConsiderStats
}

export function fetchConsidered(signal?: AbortSignal): Promise<ConsideredList> {
  return sendJson({}, '/api/consider-buying/items', { signal: signal! })
}

export function fetchPurchase(itemId: string, signal?: AbortSignal): Promise<Purchase> {
  return sendJson({}, `/api/consider-buying/items/${encodeURIComponent(itemId)}`, { signal: signal! })
}

/** Answers the piece's id. */
export async function considerPiece(item: NewItem, sourceUrl: string | null): Promise<string> {
  const answer = await sendJson<{ item: Item }>({}, '/api/consider-buying/items', {
    method: 'POST',
    body: { item, sourceUrl } as unknown as Json,
  })
  return answer.item.id
}

export async function decide(decision: Decision): Promise<void> {
  await sendJson({}, '/api/consider-buying/decide', { method: 'POST', body: decision })
}

/** One picture alone; it is measured by a run of its own, and no piece of the wardrobe is made of it. */
export function sendOnePicture(file: File, key: string): Promise<WardrobeImport> {
  const send: typeof fetch = (url, request) => fetch(url, { ...request, body: file })
  const name = encodeURIComponent(file.name.slice(0, 200))
  return sendJson({ fetch: send }, `/api/wardrobe/pictures?name=${name}&ask=true`, {
    method: 'POST',
    headers: { 'content-type': file.type, 'idempotency-key': key },
  })
}

export function fetchImport(importId: string): Promise<WardrobeImport> {
  return sendJson({}, `/api/wardrobe/imports/${importId}`)
}
