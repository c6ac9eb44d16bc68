import type { Insertable, Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import type { Color, ImportSummary, NewItem, PictureState } from '../../shared/index.ts'
import { compiled, type Store, unknown } from './store.ts'
import type { OutfitsTables } from './tables.ts'

export interface Picture {
  id: string
  importId: string
  /** 1 to the import's total. */
  position: number
  fileName: string
  state: PictureState
  /** Why it is unreadable. */
  reason: string | null
  runId: string
  mediaType: string
  bytes: number
  width: number
  height: number
  /** Measured; empty until then. */
  colors: Color[]
  itemId: string | null
  /** Its owner says what it is, whatever is known of it by then. */
  asks: boolean
  /** The piece that it seems to be, for the owner to look over. */
  suggestion: NewItem | null
}

export interface PictureImport {
  id: string
  /** Pictures that were announced. */
  total: number
  createdAt: number
  /** When its owner said that no more is to come. */
  closedAt: number | null
}

type NewImport = Omit<PictureImport, 'closedAt'>

/** `itemId`: the piece that it shows; null for one that is still to be made of it. */
export type NewPicture = Omit<Picture, 'state' | 'reason' | 'colors' | 'suggestion'>

/** Imports and their pictures. A picture without a piece waits for its measurement, or for its owner to say what it is. */
export class Pictures {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Said again, it is the same import. */
  async open(accountId: string, found: NewImport): Promise<PictureImport> {
    await this.#store.transact([this.#opening(accountId, found)])
    return this.requireImport(accountId, found.id)
  }

  /** The import and all of its pictures, or nothing. */
  async openWhole(accountId: string, opened: NewImport, pictures: readonly NewPicture[]): Promise<void> {
    const answer = await this.#store.transact([
      this.#opening(accountId, opened),
      ...pictures.map((picture) => this.#adding(accountId, picture)),
    ])
    if (answer.type === 'refused') throw new UnfoldError('CONFLICT', 'This archive is being taken already.')
  }

  /** False when there is a picture at that place already. */
  async add(accountId: string, picture: NewPicture): Promise<boolean> {
    return (await this.#store.transact([this.#adding(accountId, picture)])).type === 'ok'
  }

  /** Newest first, each with the number of pictures that something is still to happen with. */
  async imports(accountId: string): Promise<ImportSummary[]> {
    const rows = await this.#store.db
      .selectFrom('imports')
      .selectAll('imports')
      .select((eb) => [
        eb
          .selectFrom('pictures')
          .select((of) => of.fn.countAll<number>().as('n'))
          .whereRef('import_id', '=', 'imports.id')
          .as('arrived'),
        eb
          .selectFrom('pictures')
          .select((of) => of.fn.countAll<number>().as('n'))
          .whereRef('import_id', '=', 'imports.id')
          .where('state', 'in', ['measuring', 'needs_you', 'unreadable'])
          .as('unsettled'),
      ])
      .where('account_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(100)
      .execute()
    return rows.map((row) => {
      const [arrived, unsettled] = [Number(row.arrived), Number(row.unsettled)]
      const missing = row.closed_at === null ? row.total - arrived : 0
      return { ...importFromRow(row), waiting: unsettled + missing }
    })
  }

  /** Nothing more comes: what did not arrive is no longer waited for. Said again, it stays closed since then. */
  async close(accountId: string, importId: string): Promise<void> {
    await this.requireImport(accountId, importId)
    await this.#store.db
      .updateTable('imports')
      .set({ closed_at: this.#store.now() })
      .where('account_id', '=', accountId)
      .where('id', '=', importId)
      .where('closed_at', 'is', null)
      .execute()
  }

  async findImport(accountId: string, importId: string): Promise<PictureImport | null> {
    const row = await this.#store.db
      .selectFrom('imports')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', importId)
      .executeTakeFirst()
    return row ? importFromRow(row) : null
  }

  async requireImport(accountId: string, importId: string): Promise<PictureImport> {
    const found = await this.findImport(accountId, importId)
    if (!found) throw unknown('import')
    return found
  }

  async list(accountId: string, importId: string): Promise<Picture[]> {
    const rows = await this.#store.db
      .selectFrom('pictures')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('import_id', '=', importId)
      .orderBy('position')
      .execute()
    return rows.map(pictureFromRow)
  }

  async find(accountId: string, pictureId: string): Promise<Picture | null> {
    const row = await this.#store.db
      .selectFrom('pictures')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', pictureId)
      .executeTakeFirst()
    return row ? pictureFromRow(row) : null
  }

  async require(accountId: string, pictureId: string): Promise<Picture> {
    const picture = await this.find(accountId, pictureId)
    if (!picture) throw unknown('picture')
    return picture
  }

  /** Pictures that a piece wears no more. Answers which, so that their files go, too. */
  async discardWornOut(accountId: string, itemId: string): Promise<string[]> {
    const rows = await removing(this.#store, accountId)
      .where('item_id', '=', itemId)
      .where('state', '<>', 'measuring')
      .where((eb) =>
        eb(
          'id',
          'not in',
          eb
            .selectFrom('items')
            .select('picture_id')
            .where('id', '=', itemId)
            .where('picture_id', 'is not', null),
        ),
      )
      .returning('id')
      .execute()
    return rows.map(({ id }) => id)
  }

  /** Of all accounts: what a start of the server has to look after. */
  async measuring(): Promise<{ accountId: string; picture: Picture }[]> {
    const rows = await this.#store.db
      .selectFrom('pictures')
      .selectAll()
      .where('state', '=', 'measuring')
      .orderBy('created_at')
      .orderBy('position')
      .execute()
    return rows.map((row) => ({ accountId: row.account_id, picture: pictureFromRow(row) }))
  }

  /** Once: a picture that was measured, completed by its owner or removed meanwhile refuses. */
  settling(
    accountId: string,
    pictureId: string,
    from: PictureState,
    to: {
      state: PictureState
      reason?: string
      colors?: readonly Color[]
      itemId?: string
      suggestion?: NewItem | null
    },
    at: number,
  ): Statement {
    return compiled(
      this.#store.db
        .updateTable('pictures')
        .set({
          state: to.state,
          reason: to.reason ?? null,
          ...(to.colors ? { colors: JSON.stringify(to.colors) } : {}),
          ...(to.itemId === undefined ? {} : { item_id: to.itemId }),
          suggestion: to.suggestion ? JSON.stringify(to.suggestion) : null,
          updated_at: at,
        })
        .where('account_id', '=', accountId)
        .where('id', '=', pictureId)
        .where('state', '=', from),
      { changes: 1, code: 'CONFLICT' },
    )
  }

  /** A picture that no piece wears. Its place in the import stays, empty. */
  async remove(accountId: string, pictureId: string): Promise<void> {
    const { itemId } = await this.require(accountId, pictureId)
    if (itemId !== null) throw new UnfoldError('CONFLICT', 'A piece wears this picture: remove the piece.')
    const { numUpdatedRows } = await removing(this.#store, accountId)
      .where('id', '=', pictureId)
      .where('item_id', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) throw unknown('picture')
  }

  #opening(accountId: string, { id, total, createdAt }: NewImport): Statement {
    return compiled(
      this.#store.db
        .insertInto('imports')
        .values({ id, account_id: accountId, total, created_at: createdAt, closed_at: null })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    )
  }

  #adding(accountId: string, picture: NewPicture): Statement {
    const at = this.#store.now()
    const row: Insertable<OutfitsTables['pictures']> = {
      id: picture.id,
      account_id: accountId,
      import_id: picture.importId,
      position: picture.position,
      file_name: picture.fileName,
      state: 'measuring',
      reason: null,
      run_id: picture.runId,
      media_type: picture.mediaType,
      bytes: picture.bytes,
      width: picture.width,
      height: picture.height,
      colors: '[]',
      item_id: picture.itemId,
      asks: picture.asks ? 1 : 0,
      suggestion: null,
      created_at: at,
      updated_at: at,
    }
    return compiled(this.#store.db.insertInto('pictures').values(row))
  }
}

/** Which one, the caller adds. */
export function removing({ db, now }: Store, accountId: string) {
  return db
    .updateTable('pictures')
    .set({
      state: 'removed',
      reason: null,
      file_name: '',
      colors: '[]',
      item_id: null,
      suggestion: null,
      updated_at: now(),
    })
    .where('account_id', '=', accountId)
    .where('state', '<>', 'removed')
}

function importFromRow(row: Selectable<OutfitsTables['imports']>): PictureImport {
  return { id: row.id, total: row.total, createdAt: row.created_at, closedAt: row.closed_at }
}

function pictureFromRow(row: Selectable<OutfitsTables['pictures']>): Picture {
  return {
    id: row.id,
    importId: row.import_id,
    position: row.position,
    fileName: row.file_name,
    state: row.state as PictureState,
    reason: row.reason,
    runId: row.run_id,
    mediaType: row.media_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    colors: JSON.parse(row.colors) as Color[],
    itemId: row.item_id,
    asks: row.asks === 1,
    suggestion: row.suggestion === null ? null : (JSON.parse(row.suggestion) as NewItem),
  }
}
