import type { Kysely, Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import {
  type Child,
  type ChildChange,
  childSchema,
  DEFAULT_LIMITS,
  MAX_CHILDREN,
  type NewChild,
} from '../../shared/index.ts'
import type { StoriesTables } from './tables.ts'

/** The family that answers on loopback without an account; the seed's lines name child 1. */
export const DEMO_CHILDREN: readonly Child[] = [
  {
    id: 1,
    nickname: 'Noa',
    age: 8,
    language: 'english',
    readingLevel: 'intermediate',
    interests: ['adventure', 'animals', 'space'],
    limits: DEFAULT_LIMITS,
    mode: 'live',
  },
  {
    id: 2,
    nickname: 'Ben',
    age: 6,
    language: 'english',
    readingLevel: 'beginner',
    interests: ['animals', 'music', 'nature'],
    limits: DEFAULT_LIMITS,
    mode: 'live',
  },
]

/** Families with their children. Every query names the account that asks. */
export class Families {
  readonly #db: Kysely<StoriesTables>
  readonly #transact: (statements: Statement[]) => Promise<{ type: string }>
  readonly #now: () => number

  constructor(
    db: Kysely<StoriesTables>,
    transact: (statements: Statement[]) => Promise<{ type: string }>,
    now: () => number,
  ) {
    this.#db = db
    this.#transact = transact
    this.#now = now
  }

  async children(accountId: string): Promise<Child[]> {
    const rows = await this.#db
      .selectFrom('children')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('id')
      .execute()
    return rows.map(childFromRow)
  }

  /** Whose child it is, so that the seed's endpoint can tell "unknown" from "another family's". */
  async find(childId: number): Promise<{ accountId: string; child: Child } | null> {
    const row = await this.#db.selectFrom('children').selectAll().where('id', '=', childId).executeTakeFirst()
    return row ? { accountId: row.account_id, child: childFromRow(row) } : null
  }

  /** Null when the family has its five children already. */
  async add(accountId: string, child: NewChild): Promise<Child | null> {
    const id = await this.#nextId()
    const columns = { id, ...rowFromChild(child, accountId, this.#now()) }
    const names = Object.keys(columns) as (keyof typeof columns)[]
    // PostgreSQL counts what is committed when the statement begins: two tabs at once would both find room for a sixth
    // child. Whoever adds holds the counter's row until its commit, so that the next one counts after it.
    const turn = this.#db
      .updateTable('story_counters')
      .set((eb) => ({ value: eb.ref('value') }))
      .where('name', '=', 'child')
    const insert = this.#db
      .insertInto('children')
      .columns(names)
      .expression(
        this.#db
          .selectNoFrom((eb) => names.map((name) => eb.val(columns[name]).as(name)))
          .where((eb) =>
            eb(
              eb
                .selectFrom('children')
                .select(eb.fn.countAll<number>().as('n'))
                .where('account_id', '=', accountId),
              '<',
              eb.val(MAX_CHILDREN),
            ),
          ),
      )
    const answer = await this.#transact([
      turn.compile(),
      { ...insert.compile(), expect: { changes: 1, code: 'LIMIT_EXCEEDED' } },
    ])
    return answer.type === 'ok' ? ((await this.find(id))?.child ?? null) : null
  }

  /** Null for a child that is not of this family. */
  async change(accountId: string, childId: number, change: ChildChange): Promise<Child | null> {
    const set = columnsFromChange(change)
    if (Object.keys(set).length > 0) {
      await this.#db
        .updateTable('children')
        .set(set)
        .where('id', '=', childId)
        .where('account_id', '=', accountId)
        .execute()
    }
    const found = await this.find(childId)
    return found?.accountId === accountId ? found.child : null
  }

  /** Its stories go with it; their runs are the log's. */
  async remove(accountId: string, childId: number): Promise<void> {
    await this.#db
      .deleteFrom('children')
      .where('id', '=', childId)
      .where('account_id', '=', accountId)
      .execute()
  }

  async removeAll(accountId: string): Promise<void> {
    await this.#db.deleteFrom('children').where('account_id', '=', accountId).execute()
  }

  /** Refuses what is begun for a child that is gone by then: a start does not slip past an erasure. */
  stillThere(accountId: string, childId: number): Statement {
    const query = this.#db
      .updateTable('children')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('id', '=', childId)
      .where('account_id', '=', accountId)
    return { ...query.compile(), expect: { changes: 1, code: 'NOT_FOUND' } }
  }

  /** A number that is not used in the end is a gap, and no harm. */
  async #nextId(): Promise<number> {
    const { value } = await this.#db
      .updateTable('story_counters')
      .set((eb) => ({ value: eb('value', '+', 1) }))
      .where('name', '=', 'child')
      .returning('value')
      .executeTakeFirstOrThrow()
    return value
  }

  /** Makes sure that the demo family has its two children; harmless when it has. */
  async addDemo(accountId: string): Promise<void> {
    await this.#transact(
      DEMO_CHILDREN.map((child) => {
        const query = this.#db
          .insertInto('children')
          .values({ ...rowFromChild(child, accountId, this.#now()), id: child.id })
          .onConflict((conflict) => conflict.column('id').doNothing())
        const { sql, parameters } = query.compile()
        return { sql, parameters }
      }),
    )
  }
}

function rowFromChild(child: NewChild, accountId: string, at: number) {
  return {
    account_id: accountId,
    nickname: child.nickname,
    age: child.age,
    language: child.language,
    reading_level: child.readingLevel,
    interests: JSON.stringify(child.interests),
    avoid: JSON.stringify(child.limits.avoid),
    spookiness: child.limits.spookiness,
    mode: child.mode,
    created_at: at,
  }
}

function columnsFromChange({ readingLevel, interests, limits, ...same }: ChildChange) {
  return {
    ...definedOf(same),
    ...(readingLevel && { reading_level: readingLevel }),
    ...(interests && { interests: JSON.stringify(interests) }),
    ...(limits && { avoid: JSON.stringify(limits.avoid), spookiness: limits.spookiness }),
  }
}

function definedOf<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>
}

function childFromRow(row: Selectable<StoriesTables['children']>): Child {
  return childSchema.parse({
    id: row.id,
    nickname: row.nickname,
    age: row.age,
    language: row.language,
    readingLevel: row.reading_level,
    interests: JSON.parse(row.interests),
    limits: { avoid: JSON.parse(row.avoid), spookiness: row.spookiness },
    mode: row.mode,
  })
}
