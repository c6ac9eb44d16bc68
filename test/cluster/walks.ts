import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { RunEvent } from 'unfold/protocol'
import type { RecordedRequest, ScriptStep } from 'unfold/testing'
import type { PostgresDatabase } from '../../packages/unfold/src/testing/postgres-database.ts'
import { briefOf } from '../stories/chapters.ts'
import { walkOf } from '../harness/told-model.ts'
import type { Member } from './cluster.ts'

/** Tells the runs of a test apart in what the model was asked. */
export const themeOf = (index: number) => `adventure ${index}`

/** Asks API after API until one has answered: the key makes it one run all the same. */
export async function startWalk(
  apis: readonly Member[],
  index: number,
  signal: AbortSignal,
): Promise<string> {
  for (let tries = index; ; tries++) {
    signal.throwIfAborted()
    const answer = await postWalk(apis[tries % apis.length]!, themeOf(index), `walk-${index}`, signal).catch(
      () => null,
    )
    if (answer?.runId !== undefined) return answer.runId
    if (answer !== null && ![429, 503].includes(answer.status)) throw new Error(`answered ${answer.status}`)
    await delay(200, undefined, { signal })
  }
}

export async function postWalk(
  api: Member,
  theme: string,
  key: string,
  signal?: AbortSignal,
): Promise<{ status: number; runId?: string; retryAfter: string | null }> {
  const response = await fetch(`${api.server.url}/api/runs/story`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ childId: 1, theme }),
    ...(signal ? { signal } : {}),
  })
  // Both a run and a problem have a `status` of their own.
  const { runId } = (await response.json()) as { runId?: string }
  const { status, headers } = response
  return { status, ...(runId === undefined ? {} : { runId }), retryAfter: headers.get('retry-after') }
}

/** The same answer in larger pieces at a pace that leaves time to be killed. */
export function pacedWalk(steps: readonly ScriptStep[], everyMs: number): ScriptStep[] {
  const text = steps.map((step) => ('text' in step ? step.text : '')).join('')
  return (text.match(/.{1,16}/gsu) ?? []).flatMap((piece) => [{ afterMs: everyMs }, { text: piece }])
}

/** Each call for a run was told every sentence that was shown before it, and so was paid for none of them. */
export function expectNoPartAskedTwice(
  events: readonly RunEvent[],
  theme: string,
  requests: readonly RecordedRequest[],
): void {
  const shown = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')
  const callOfSentence = [...shown.matchAll(/step \d to the \w+, call (\d+)/g)].map((match) =>
    Number(match[1]),
  )
  const calls = requests.flatMap((request, index) => {
    const brief = briefOf(request)
    const committed: string[] = brief.committed?.paragraphs ?? []
    return brief.theme === theme ? [{ call: index + 1, told: walkOf(committed.join(' ')).length }] : []
  })
  expect(calls).not.toEqual([])
  const shownBefore = ({ call }: { call: number }) => callOfSentence.filter((other) => other < call).length
  expect(calls.map(({ told }) => told)).toEqual(calls.map(shownBefore))
}

/** The longest silence before a new attempt of a run: its worker's death, noticed, and another at work. */
export function worstTakeoverMs(logs: readonly (readonly RunEvent[])[]): number {
  const silences = logs.flatMap((events) =>
    events.flatMap((event, i) =>
      event.type === 'run.started' && event.attempt > 1 ? [event.at - events[i - 1]!.at] : [],
    ),
  )
  return Math.max(0, ...silences)
}

/** Has the store itself count the open runs at each start, in the start's own transaction: nothing is missed between two looks. */
export async function countOpenRuns(database: PostgresDatabase): Promise<{ most(): Promise<number> }> {
  await database.query(`
    CREATE TABLE open_runs (count integer);
    CREATE FUNCTION count_open_runs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO open_runs SELECT count(*) FROM unfold_heads WHERE ended_at IS NULL;
      RETURN NULL;
    END $$;
    CREATE TRIGGER count_open_runs AFTER INSERT ON unfold_heads EXECUTE FUNCTION count_open_runs();`)
  return {
    async most() {
      const [row] = await database.query<{ most: number }>('SELECT max(count) AS most FROM open_runs')
      return row!.most
    },
  }
}
