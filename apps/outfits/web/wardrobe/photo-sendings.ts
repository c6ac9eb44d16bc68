import { useSyncExternalStore } from 'react'
import { UnfoldError } from 'unfold/protocol'
import type { ImportedPicture, WardrobeImport } from '../../shared/index.ts'
import { announcePictures, sendPicture } from './wardrobe-api.ts'

/** What this tab still has in hand of an import. What arrived, the server counts. */
export interface Sending {
  /** `waiting`: the server does not answer, and is asked again. */
  state: 'sending' | 'waiting' | 'over'
  /** Pictures that were not taken, each with why. */
  refused: readonly { name: string; why: string }[]
  /** Why all of it stopped. */
  trouble: string | null
}

interface Place {
  position: number
  file: File
}

const AT_ONCE = 3
const MAX_WAIT_MS = 8_000
const PICTURE_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])

/** By import. They outlive the page that began them: pictures are sent on while somebody looks at a piece. */
let sendings: ReadonlyMap<string, Sending> = new Map()
const watchers = new Set<() => void>()

export function useSending(importId: string): Sending | undefined {
  return useSyncExternalStore(watch, () => sendings.get(importId))
}

/** Announces them and begins to send; resolves once the server counts them. */
export async function beginSending(files: readonly File[]): Promise<string> {
  const { id } = await announcePictures(files.length, crypto.randomUUID())
  const places = inOrder(files).map((file, index) => ({ position: index + 1, file }))
  void sendAll(id, places)
  return id
}

/** After a reload: the pictures that have not arrived, chosen again. Answers how many of the chosen ones those are. */
export function resumeSending(found: WardrobeImport, files: readonly File[]): number {
  const places = planPlaces(found.counts.total, found.pictures, files)
  if (places.length > 0) void sendAll(found.id, places)
  return places.length
}

/** The same pictures chosen again keep their places; else the names that are not there yet take the free ones. */
export function planPlaces(
  total: number,
  arrived: readonly Pick<ImportedPicture, 'position' | 'fileName'>[],
  files: readonly File[],
): Place[] {
  const taken = new Set(arrived.map(({ position }) => position))
  const sorted = inOrder(files)
  const isSame = arrived.every(({ position, fileName }) => sorted[position - 1]?.name === fileName)
  if (sorted.length === total && isSame) {
    return sorted
      .map((file, index) => ({ position: index + 1, file }))
      .filter(({ position }) => !taken.has(position))
  }
  const names = new Set(arrived.map(({ fileName }) => fileName))
  const free = Array.from({ length: total }, (_, index) => index + 1).filter((n) => !taken.has(n))
  return sorted
    .filter(({ name }) => !names.has(name))
    .slice(0, free.length)
    .map((file, index) => ({ position: free[index]!, file }))
}

/** Pictures of the kinds that are read here, and the names of the rest. */
export function sortOut(files: Iterable<File>): { pictures: File[]; leftOut: string[] } {
  // What an operating system hides in a folder is nobody's picture.
  const all = [...files].filter(({ name }) => !name.startsWith('.') && name !== 'Thumbs.db')
  const pictures = all.filter(({ type }) => PICTURE_TYPES.has(type))
  return { pictures, leftOut: all.filter((file) => !pictures.includes(file)).map(({ name }) => name) }
}

function inOrder(files: readonly File[]): File[] {
  const pathOf = (file: File) => file.webkitRelativePath || file.name
  return files.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0))
}

async function sendAll(importId: string, places: readonly Place[]): Promise<void> {
  put(importId, { state: 'sending', refused: [], trouble: null })
  const left = [...places]
  const work = async () => {
    for (let place = left.shift(); place; place = left.shift()) {
      const stopped = await sendOne(importId, place)
      if (stopped !== null) {
        left.length = 0
        change(importId, () => ({ trouble: stopped }))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  change(importId, () => ({ state: 'over' }))
}

/** Until it is there or refused: the same place again is the same picture. Answers why there is no use in going on. */
async function sendOne(importId: string, { position, file }: Place): Promise<string | null> {
  for (let waitMs = 1_000; ; waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)) {
    try {
      await sendPicture(importId, position, file)
      change(importId, () => ({ state: 'sending' }))
      return null
    } catch (error) {
      const problem = error instanceof UnfoldError ? error : null
      const isPassing = problem === null || problem.status >= 500 || problem.status === 429
      if (isPassing && (await canRead(file))) {
        change(importId, () => ({ state: 'waiting' }))
        await new Promise((done) => setTimeout(done, (problem?.retryAfterS ?? 0) * 1_000 || waitMs))
        continue
      }
      if (problem?.status === 401 || problem?.status === 404) return problem.message
      const why = isPassing ? 'The file can no longer be read on this device.' : problem.message
      change(importId, ({ refused }) => ({ refused: [...refused, { name: file.name, why }] }))
      return null
    }
  }
}

async function canRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function change(importId: string, next: (before: Sending) => Partial<Sending>): void {
  const before = sendings.get(importId)
  if (before) put(importId, { ...before, ...next(before) })
}

function put(importId: string, sending: Sending): void {
  sendings = new Map(sendings).set(importId, sending)
  // Photos that are on their way go with the tab: the browser asks first.
  const isOpen = sendings.values().some(({ state }) => state !== 'over')
  window[isOpen ? 'addEventListener' : 'removeEventListener']('beforeunload', askFirst)
  for (const watcher of watchers) watcher()
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
