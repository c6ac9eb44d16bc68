import { sendJson, sendRequest } from 'unfold/client'
import type { Json } from 'unfold/protocol'
import type {
  Availability,
  Ban,
  Color,
  CsvResult,
  ImportedPicture,
  Item,
  KeptOutfit,
  LineReading,
  NewItem,
  Profile,
  WardrobeImport,
} from '../../shared/index.ts'

/** What the pages ask of the wardrobe's routes. Each throws an `UnfoldError` with words for people. */

const asJson = (value: object) => value as Json

export function readLine(line: string, signal: AbortSignal): Promise<LineReading> {
  return sendJson({}, '/api/wardrobe/lines/read', { method: 'POST', body: { line }, signal })
}

export async function addLine(line: string): Promise<Item> {
  const answer = await sendJson<{ item: Item }>({}, '/api/wardrobe/lines', { method: 'POST', body: { line } })
  return answer.item
}

export function addPiece(piece: NewItem): Promise<Item> {
  return sendJson({}, '/api/wardrobe/items', { method: 'POST', body: asJson(piece) })
}

export type PieceChange = Partial<NewItem> & { availability?: Availability }

export function changePiece(itemId: string, change: PieceChange): Promise<Item> {
  return sendJson({}, `/api/wardrobe/items/${encodeURIComponent(itemId)}`, {
    method: 'PATCH',
    body: asJson(change),
  })
}

export async function removePiece(itemId: string): Promise<void> {
  await sendRequest({}, `/api/wardrobe/items/${encodeURIComponent(itemId)}`, { method: 'DELETE' })
}

/** The same key adds no row twice. */
export function addTable(table: string, key: string): Promise<CsvResult> {
  return sendFile('/api/wardrobe/imports/csv', new Blob([table]), {
    method: 'POST',
    type: 'text/csv',
    key,
  })
}

export function announcePictures(total: number, key: string): Promise<WardrobeImport> {
  return sendJson({}, '/api/wardrobe/imports', {
    method: 'POST',
    body: { total },
    headers: { 'idempotency-key': key },
  })
}

export function sendPicture(importId: string, position: number, file: File): Promise<ImportedPicture> {
  const name = encodeURIComponent(file.name.slice(0, 200))
  return sendFile(`/api/wardrobe/imports/${importId}/pictures/${position}?name=${name}`, file, {
    method: 'PUT',
    type: file.type,
  })
}

export function sendArchive(
  file: File,
  key: string,
): Promise<WardrobeImport & { skipped?: string[] | undefined }> {
  return sendFile('/api/wardrobe/imports/archive', file, { method: 'POST', type: 'application/zip', key })
}

export function nameImportedPicture(
  pictureId: string,
  said: Omit<Partial<NewItem>, 'colors'> & { colors?: Color[]; considering: boolean },
): Promise<Item> {
  return sendJson({}, `/api/wardrobe/pictures/${pictureId}/item`, { method: 'POST', body: asJson(said) })
}

export async function removePicture(pictureId: string): Promise<void> {
  await sendRequest({}, `/api/wardrobe/pictures/${pictureId}`, { method: 'DELETE' })
}

/** No more is to come. */
export async function closeImport(importId: string): Promise<void> {
  await sendRequest({}, `/api/wardrobe/imports/${importId}/close`, { method: 'POST' })
}

/** The picture of a piece that is there already. */
export function givePicture(itemId: string, file: File, key: string): Promise<WardrobeImport> {
  const name = encodeURIComponent(file.name.slice(0, 200))
  return sendFile(`/api/wardrobe/items/${encodeURIComponent(itemId)}/picture?name=${name}`, file, {
    method: 'PUT',
    type: file.type,
    key,
  })
}

export function turnPicture(itemId: string, quarters: 1 | 3): Promise<Item> {
  return sendJson({}, `/api/wardrobe/items/${encodeURIComponent(itemId)}/picture/turn`, {
    method: 'POST',
    body: { quarters },
  })
}

export function readImport(importId: string): Promise<WardrobeImport> {
  return sendJson({}, `/api/wardrobe/imports/${importId}`)
}

export function putProfile(profile: Profile): Promise<Profile> {
  return sendJson({}, '/api/wardrobe/profile', { method: 'PUT', body: asJson(profile) })
}

export function addBan(ban: Omit<Ban, 'id'>): Promise<Ban> {
  return sendJson({}, '/api/wardrobe/bans', { method: 'POST', body: asJson(ban) })
}

export async function removeBan(banId: string): Promise<void> {
  await sendRequest({}, `/api/wardrobe/bans/${banId}`, { method: 'DELETE' })
}

export function saveOutfit({ outfit, context, runId, savedReasons }: KeptOutfit): Promise<KeptOutfit> {
  const body = asJson({ outfit, context, runId, reasons: savedReasons })
  return sendJson({}, '/api/outfits/saved', { method: 'POST', body })
}

export function dislikeOutfit({ outfit, context, runId }: KeptOutfit, reason: string): Promise<KeptOutfit> {
  const body = asJson({ outfit, context, runId, reason })
  return sendJson({}, '/api/outfits/disliked', { method: 'POST', body })
}

export async function unmarkOutfit(outfitId: string, mark: 'saved' | 'disliked'): Promise<void> {
  await sendRequest({}, `/api/outfits/${mark}/${outfitId}`, { method: 'DELETE' })
}

/** Once for each day. */
export function wearOutfit(outfitId: string, wornAt: number): Promise<KeptOutfit> {
  return sendJson({}, `/api/outfits/worn/${outfitId}`, { method: 'POST', body: { wornAt } })
}

export function unwearOutfit(outfitId: string, wornAt: number): Promise<KeptOutfit> {
  return sendJson({}, `/api/outfits/worn/${outfitId}?wornAt=${wornAt}`, { method: 'DELETE' })
}

interface FileRequest {
  method: 'POST' | 'PUT'
  /** What the sender takes it for; the server looks for itself. */
  type: string
  key?: string
}

function sendFile<T>(path: string, file: Blob, { method, type, key }: FileRequest): Promise<T> {
  const send: typeof fetch = (url, request) => fetch(url, { ...request, body: file })
  return sendJson<T>({ fetch: send }, path, {
    method,
    headers: { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  })
}
