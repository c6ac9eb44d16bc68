import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UnfoldError } from '../protocol/index.ts'
import { errcodeOf } from './database.ts'

const SQLITE_BUSY = 5

/**
 * Says that this process owns the folder, with a lock that the kernel frees when the process dies, however it dies: an
 * exclusive transaction, held open on a file of its own. It holds against a second opening in the same process too.
 */
export function lockFolder(folder: string): Disposable {
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (errcodeOf(error) !== SQLITE_BUSY) throw error
    throw new UnfoldError('CONFLICT', `The data folder ${folder} is in use by another Unfold server.`, {
      cause: error,
    })
  }
  return { [Symbol.dispose]: () => db.close() }
}
