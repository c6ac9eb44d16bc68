import { pipeline } from 'node:stream/promises'
import { type Erase, eraseSchema } from '@unfold/stories/shared'
import type { RunLog, RunRecord } from 'unfold/core'
import { jsonFromEvent, UnfoldError } from 'unfold/protocol'
import { type Account, defineRoute, type Route, type RouteRequest, type RunApi } from 'unfold/server'
import type { App } from './server.ts'
import { type ParentRoutesOptions, requireParent } from './parent-routes.ts'

export interface FamilyRoutesOptions extends ParentRoutesOptions {
  apps: readonly App[]
  api: RunApi
  log: RunLog
  onError: (error: unknown) => void
}

const PAGE = 100

/** Everything that an account has: as one file, and gone. */
export function createFamilyRoutes(options: FamilyRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/family/export',
      access: 'account',
      writes: false,
      summary:
        'Everything that the account has, as one JSON file: records and the logs of all runs. For the unlocked parent. Withheld sentences are on their own page alone.',
      async run({ account, raw, response }) {
        if (!account.unlocked) throw new UnfoldError('FORBIDDEN', 'Unlock the parent page first.')
        const person = await options.credentials.findPerson(raw)
        const { name, email } = person!
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': 'attachment; filename="unfold-family.json"',
          'cache-control': 'no-store',
        })
        // The answer has begun: cut off, it is no valid JSON, and says so by that. Leaving early is no fault.
        await pipeline(exportOf(options, account, { name, email }), response).catch((error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') options.onError(error)
        })
        return 'streaming'
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/family/erase',
      access: 'account',
      writes: true,
      summary: 'Erases everything that the account has, and the account. Asks for PIN or password anew.',
      schema: { body: eraseSchema },
      async run(request: RouteRequest<unknown, unknown, Erase>) {
        const { account, body } = request
        if (body.pin === undefined && body.password === undefined)
          throw new UnfoldError('FORBIDDEN', 'Give the PIN or the password to erase everything.')
        await requireParent(options, request, body)
        await eraseFamily(options, account)
        return { status: 204 }
      },
    }),
  ]
}

/** One member after the other: a long shelf is never held whole. */
async function* exportOf({ apps, log }: FamilyRoutesOptions, account: Account, person: object) {
  const head = { exportedAt: new Date().toISOString(), account: { id: account.id, ...person } }
  yield JSON.stringify(head).slice(0, -1)
  for (const app of apps) {
    for (const [name, section] of Object.entries((await app.exportOf?.(account.id)) ?? {}))
      yield* sectionText(name, section)
  }
  yield ',"runs":['
  let separator = ''
  for await (const run of runsOf(log, account.id)) {
    const { runId, flow, version, status, acceptedAt, endedAt, continues } = run
    const summary = JSON.stringify({ runId, flow, version, status, acceptedAt, endedAt, continues })
    yield `${separator}${summary.slice(0, -1)},"events":[`
    for (let after = 0, page = await log.read(runId, 0, 1000); page.length > 0;) {
      yield (after === 0 ? '' : ',') + page.map(jsonFromEvent).join(',')
      after = page.at(-1)!.seq
      page = await log.read(runId, after, 1000)
    }
    yield ']}'
    separator = ','
  }
  yield ']}\n'
}

async function* sectionText(name: string, section: unknown): AsyncGenerator<string> {
  yield `,${JSON.stringify(name)}:`
  if (typeof section !== 'function') return yield JSON.stringify(section)
  let separator = '['
  for await (const member of section() as AsyncIterable<unknown>) {
    yield separator + JSON.stringify(member)
    separator = ','
  }
  yield separator === '[' ? '[]' : ']'
}

async function* runsOf(log: RunLog, accountId: string): AsyncGenerator<RunRecord> {
  let before: string | undefined
  for (;;) {
    const page = await log.list({ accountId, before, limit: PAGE })
    yield* page
    if (page.length < PAGE) return
    before = page.at(-1)!.runId
  }
}

/**
 * Runs first, so that nothing goes on writing; the records, which refuse every later start; the runs that were accepted
 * meanwhile; the account last, so that whoever is interrupted here can ask again.
 */
async function eraseFamily({ apps, api, log, lock, accounts }: FamilyRoutesOptions, account: Account) {
  await eraseRuns(api, log, account.id)
  for (const app of apps) await app.eraseOf?.(account.id)
  await eraseRuns(api, log, account.id)
  await lock.forget(account.id)
  if (!account.demo) await accounts.remove(account.id)
}

async function eraseRuns(api: RunApi, log: RunLog, accountId: string): Promise<void> {
  for (;;) {
    const page = await log.list({ accountId, limit: PAGE })
    if (page.length === 0) return
    for (const run of page) await api.erase(run.runId)
  }
}
