import { readFile } from 'node:fs/promises'
import type { Holdings } from '../records/index.ts'
import type { PictureFiles } from './picture-files.ts'

export interface HoldingsOptions {
  holdings: Holdings
  files: PictureFiles
}

/** Everything that an account has here; its pictures one by one, each with its file. */
export async function exportOf({ holdings, files }: HoldingsOptions, accountId: string) {
  return {
    wardrobe: await holdings.read(accountId),
    async *pictures() {
      for (const picture of await holdings.pictures(accountId)) {
        const file = await readFile(files.path(picture.id, 'original')).catch((error: unknown) => {
          // Of one that was removed, or could not be read as a picture, only the place in its import is left.
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
          throw error
        })
        yield { ...picture, base64: file?.toString('base64') ?? null }
      }
    },
  }
}

/** The files first: whoever is interrupted can ask again, and finds them by their rows. */
export async function eraseOf({ holdings, files }: HoldingsOptions, accountId: string): Promise<void> {
  for (const picture of await holdings.pictures(accountId)) await files.remove(picture.id)
  await holdings.erase(accountId)
}
