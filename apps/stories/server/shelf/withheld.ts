import type { RunLog } from 'unfold/core'
import type { Withheld, WithheldQuery } from '../../shared/index.ts'
import { withheldFromNotes } from '../flow/verdicts.ts'
import type { Families } from '../records/index.ts'
import { chapterRunFromRecord } from './story-runs.ts'

/** Runs that one page looks through. */
const RUNS = 50

/** What the gate kept from the children of a family. The one way on which withheld text leaves the server. */
export async function readWithheld(
  { log, families }: { log: RunLog; families: Families },
  accountId: string,
  { childId, before }: WithheldQuery,
): Promise<{ sentences: Withheld[]; next: string | null }> {
  const page = await log.list({ accountId, flow: 'story', before, limit: RUNS })
  const nicknames = new Map((await families.children(accountId)).map((child) => [child.id, child.nickname]))
  const runs = page
    .map(chapterRunFromRecord)
    .filter((run) => childId === undefined || run.childId === childId)
  const sentences = await Promise.all(
    runs.map(async ({ runId, childId: child, storyId, storyTitle, chapterNumber }) => {
      const place = {
        childId: child,
        nickname: nicknames.get(child) ?? '',
        storyId,
        storyTitle,
        chapterNumber,
      }
      return withheldFromNotes(await log.notes(runId)).map((note) => ({ ...note, ...place, runId }))
    }),
  )
  return { sentences: sentences.flat(), next: page.length < RUNS ? null : page.at(-1)!.runId }
}
