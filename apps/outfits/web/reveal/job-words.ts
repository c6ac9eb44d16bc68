import type { Eta, RunState } from 'unfold/protocol'
import type { JobView } from './use-job.ts'
import { type Slot, requestOf, shortageOf, slotsOf, wardrobeFactsOf } from './job-slots.ts'

/** What the page says, and to whom it matters: `calm` goes on by itself, `wait` asks for patience, `bad` is an end. */
export interface Saying {
  tone: 'calm' | 'wait' | 'bad'
  text: string
}

const QUIET_RECONNECT_MS = 3_000
const LONG_MS = 60_000
const VERY_LONG_MS = 180_000

/** One sentence for the state of a job. Pure: the same view and instant, the same words. */
export function sayJob({ run, connection }: Pick<JobView, 'run' | 'connection'>, now: number): Saying {
  const ready = slotsOf(run).filter((slot) => slot.outfit).length
  switch (run.status) {
    case 'failed':
      return { tone: 'bad', text: `${run.error?.message ?? 'That did not work.'} ${sayKept(ready)}` }
    case 'cancelled':
      return { tone: 'calm', text: `Stopped. ${sayKept(ready)}` }
    case 'completed':
      return { tone: 'calm', text: sayDone(run, ready) }
    case 'queued':
    case 'running':
      break
  }
  const lostMs = connection.phase === 'reconnecting' ? now - connection.since : 0
  if (lostMs >= QUIET_RECONNECT_MS) return { tone: 'wait', text: 'Reconnecting. Your place is kept.' }
  if (run.cancelling) return { tone: 'calm', text: 'Stopping…' }
  if (run.cursor === 0) return { tone: 'calm', text: 'Opening the wardrobe…' }
  const seconds = elapsedSeconds(run, now)
  if (seconds * 1000 >= VERY_LONG_MS) {
    return {
      tone: 'wait',
      text: `This takes longer than expected (${seconds} s elapsed). You can wait, stop, try again, or leave and come back: nothing is lost.`,
    }
  }
  if (seconds * 1000 >= LONG_MS) return { tone: 'wait', text: `Still processing... (${seconds} s elapsed)` }
  if (run.status === 'queued') return { tone: 'calm', text: 'Your outfits are next in line.' }
  return { tone: 'calm', text: sayStage(run) }
}

/** Longer than anybody should have to wait without a way on. */
export function isVeryLate(run: RunState, now: number): boolean {
  return run.endedAt === null && elapsedSeconds(run, now) * 1000 >= VERY_LONG_MS
}

/** The true stage. */
export function sayStage(run: RunState): string {
  switch (run.steps.at(-1)?.step) {
    case 'create_outfits': {
      const open = slotsOf(run).filter((slot) => !slot.outfit)
      return open.length > 0 ? `Creating outfit ${open[0]!.number} of 3…` : 'Putting them away…'
    }
    case 'swap_piece':
      return `Another piece for outfit ${requestOf(run).change?.outfit ?? ''}…`
    case 'quick_pick':
      return 'A quick pick while your stylist thinks…'
    default:
      return 'Looking through your wardrobe…'
  }
}

/**
 * What remains, from this installation's own history alone: a range, less what has gone by since it was said. Null while
 * there is no history.
 */
export function sayEta(eta: Eta | null, goneMs: number): string | null {
  if (eta === null) return null
  const [from, to] = [eta.p50, eta.p90].map((ms) => Math.max(0, Math.round((ms - goneMs) / 1000)))
  const source = eta.n === 1 ? 'the last one' : `the last ${eta.n}`
  if (to === 0) return `Longer than ${source} took here.`
  const range = from === to ? `About ${to} s` : from === 0 ? `Up to ${to} s` : `${from} to ${to} s`
  return `${range} more, going by ${source}.`
}

/** "42 pieces, 31 fit the weather": the first true thing on the screen. */
export function sayWardrobe(run: RunState): string | null {
  const facts = wardrobeFactsOf(run)
  if (!facts) return null
  const pieces = facts.pieces === 1 ? '1 piece' : `${facts.pieces} pieces`
  const { weather } = requestOf(run)
  if (weather?.condition || weather?.temperature) return `${pieces}, ${facts.fitting} fit the weather.`
  return `${pieces}, ${facts.ready} at hand. No weather was chosen, so no weather rule runs.`
}

/** The newest whole sentence of what is being thought, one at a time. */
export function quietLine(reasoning: string): string {
  const sentences = reasoning.trim().match(/[^.!?…]+[.!?…]+["'”’)]*|[^.!?…]+$/g) ?? []
  return sentences.at(-1)?.trim() ?? ''
}

/** What the hidden status region announces: boundaries only, never what is being thought. */
export function announceJob(
  { run, connection }: Pick<JobView, 'run' | 'connection'>,
  slots: readonly Slot[],
  now: number,
): string {
  if (connection.phase === 'reconnecting' && run.endedAt === null && now - connection.since >= 5_000)
    return 'Reconnecting. Your place is kept.'
  if (run.endedAt !== null) return sayJob({ run, connection }, now).text
  const ready = slots.filter((slot) => slot.outfit)
  if (ready.length > 0) return `Outfit ${ready.at(-1)!.number} of 3 is ready.`
  if (run.parts.some((p) => p.part === 'quick-pick')) return 'A quick pick is ready.'
  return sayWardrobe(run) ?? ''
}

function sayDone(run: RunState, ready: number): string {
  const count = ['No outfit', 'One outfit', 'Two outfits', 'Three outfits'][ready] ?? `${ready} outfits`
  const shortage = shortageOf(run)
  return shortage && ready < 3 ? `${count} this time. ${shortage.sentence}` : `${count}, ready to wear.`
}

function sayKept(ready: number): string {
  if (ready === 0) return 'No outfit was finished yet.'
  const which = ready === 1 ? 'The outfit that was ready stays' : `The ${ready} outfits that were ready stay`
  return `${which} here, and a new try goes on from there.`
}

function elapsedSeconds({ acceptedAt }: RunState, now: number): number {
  return Math.max(0, Math.floor((now - (acceptedAt ?? now)) / 1000))
}
