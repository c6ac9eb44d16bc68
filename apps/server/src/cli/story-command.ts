import {
  type Child,
  MAX_AGE,
  MAX_CHILDREN,
  MIN_AGE,
  newChildSchema,
  startChapterSchema,
} from '@unfold/stories/shared'
import { randomUUID } from 'node:crypto'
import { type ApiOptions, sendJson, startRun } from 'unfold/client'
import { type Json, UnfoldError } from 'unfold/protocol'
import { plainWords } from 'unfold/server'
import type { z } from 'zod'
import { commandErrorFrom, CommandError, EXIT, type Exit } from './exit.ts'
import { findServer, type ServerOptions } from './find-server.ts'
import { StoryPrinter } from './story-printer.ts'
import type { Terminal } from './terminal.ts'
import { watchToEnd, type WatchFlags } from './watch-to-end.ts'

export interface StoryFlags extends ServerOptions, WatchFlags {
  age: number
  theme: string
  level?: Child['readingLevel'] | undefined
  title?: string | undefined
  child?: number | undefined
  data?: string | undefined
}

/** Starts a story's first chapter and shows it while it is written. */
export async function story(flags: StoryFlags, terminal: Terminal, interrupt: AbortSignal): Promise<Exit> {
  const { age, theme, title } = flags
  if (flags.child === undefined && !(age >= MIN_AGE && age <= MAX_AGE)) {
    throw new CommandError(
      EXIT.usage,
      `Stories are for children from ${MIN_AGE} to ${MAX_AGE} years, not ${age}.`,
    )
  }
  // What these schemas let through and the server still refuses was refused by the story's gate.
  const asked = requireValid(startChapterSchema.omit({ childId: true }), { theme, title })
  await using server = await findServer(flags, terminal)
  const childId = flags.child ?? (await findChild(server.api, flags, terminal)).id
  const run = await refusedByGate(() =>
    startRun(
      'story',
      { ...(asked as { [field: string]: Json }), childId },
      { ...server.api, idempotencyKey: randomUUID() },
    ),
  )
  terminal.talk(`Run ${run.runId} on ${server.api.url}`)
  const printer = new StoryPrinter(terminal)
  // Awaited here: a server of our own is stopped when this function is left.
  return await watchToEnd({
    api: server.api,
    runId: run.runId,
    flags,
    terminal,
    interrupt,
    fate: server.fate,
    print: (events) => printer.print(events),
  })
}

/** A child of this age, and of this level where one is asked for; a new one where there is none. */
async function findChild(api: ApiOptions, { age, level }: StoryFlags, terminal: Terminal): Promise<Child> {
  const { children } = await sendJson<{ children: Child[] }>(api, '/api/children')
  const fit = children.find(
    (child) => child.age === age && (level ?? child.readingLevel) === child.readingLevel,
  )
  if (fit) return fit
  if (children.length >= MAX_CHILDREN) {
    const those = children.map(({ id, nickname, age: years }) => `${id} (${nickname}, ${years})`).join(', ')
    throw new CommandError(
      EXIT.refused,
      `None of the children fits and the family is full: choose one with --child. There are ${those}.`,
    )
  }
  const body = requireValid(newChildSchema, { nickname: 'Reader', age, readingLevel: level })
  const child = await sendJson<Child>(api, '/api/children', { method: 'POST', body })
  terminal.talk(`No child of ${age} was there: "${child.nickname}" (${child.id}) is added to the family.`)
  return child
}

function requireValid<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: plainWords })
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map((issue) => `--${issue.path.join('.')} ${issue.message}`)
  throw new CommandError(EXIT.usage, `${reasons.join('. ')}.`)
}

async function refusedByGate<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof UnfoldError) || error.code !== 'INVALID') throw error
    throw new CommandError(EXIT.refused, commandErrorFrom(error)!.message, { cause: error })
  }
}
