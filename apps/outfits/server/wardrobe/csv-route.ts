import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest, requireIdempotencyKey } from 'unfold/server'
import { type CsvResult, csvResultSchema } from '../../shared/index.ts'
import type { Items } from '../records/index.ts'
import { MAX_CSV_ROWS, readCsv } from './csv-table.ts'

const MAX_CSV_BYTES = 2_000_000

/** A wardrobe that somebody kept as a table. */
export function createCsvRoute(items: Items): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/wardrobe/imports/csv',
    access: 'account',
    writes: true,
    summary: `A table of pieces, the first row naming its columns, at most ${MAX_CSV_ROWS} rows. Good rows are added together; each other one is given back with what is wrong. With \`Idempotency-Key\`, a row that was added is not added again.`,
    upload: { types: ['text/csv'], maxBytes: MAX_CSV_BYTES },
    schema: { replies: { 200: csvResultSchema } },
    async run({ account, body, headers }: RouteRequest<unknown, unknown, Readable | undefined>) {
      if (!body) throw noTable()
      const key = requireIdempotencyKey(headers['idempotency-key'])
      const table = readCsv(await text(body))
      const pieces = table.rows.map(({ row, piece }) => {
        if (!piece) return null
        const id = key === undefined ? {} : { id: itemIdFrom(account.id, key, row) }
        return items.create(piece, { source: 'csv', ...id })
      })
      const good = pieces.filter((piece) => piece !== null)
      const added = (await items.addOnce(account.id, good)).length
      return {
        status: 200,
        body: {
          rows: table.rows.length,
          added,
          repeated: good.length - added,
          refused: table.rows.length - good.length,
          columns: table.columns,
          otherColumns: table.otherColumns,
          results: table.rows.map(({ row, cells, problems }, i) => ({
            row,
            itemId: pieces[i]?.id ?? null,
            problems,
            cells,
          })),
        } satisfies CsvResult,
      }
    },
  })
}

function itemIdFrom(accountId: string, key: string, row: number): string {
  return createHash('sha256')
    .update(JSON.stringify(['csv', accountId, key, row]))
    .digest('hex')
    .slice(0, 32)
}

function noTable(): UnfoldError {
  const message = 'Send a table as the body, as text/csv.'
  return new UnfoldError('INVALID', message, { fields: [{ field: 'body', message }] })
}
