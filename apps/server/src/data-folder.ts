import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from './config.ts'

export interface DataFolder {
  /** Absolute. */
  path: string
  secret: string
}

/** Makes the folder and its secret where they are missing. The secret outlives restarts: sessions and tickets do too. */
export function openDataFolder(folder: string, secret: string | undefined): DataFolder {
  const path = resolve(folder)
  try {
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, '.writable'), '')
    return { path, secret: secret ?? readOrCreateSecret(join(path, 'secret')) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `The data folder ${path} cannot be written (${code}); UNFOLD_DATA names another one.`,
    )
  }
}

function readOrCreateSecret(file: string): string {
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
