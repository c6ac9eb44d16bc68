import type { Direction } from '../shared/direction.ts'
import { BAR_WORDS } from './bar-words.ts'
import { PACES } from './reading-settings.ts'

interface PaceSelectProps {
  direction: Direction
  /** Words a minute; null as they are written. */
  pace: number | null
  setPace: (pace: number | null) => void
}

const PACE_NAMES = Object.keys(PACES) as (keyof typeof PACES)[]

/** The three usual paces and none; the settings know every pace between. */
export function PaceSelect({ direction, pace, setPace }: PaceSelectProps) {
  const say = BAR_WORDS[direction]
  const isUsual = pace === null || Object.values<number>(PACES).includes(pace)
  return (
    <label className="pace">
      <span className="visually-hidden">{say.pace}</span>
      <select
        value={pace ?? 'all'}
        onChange={({ currentTarget: { value } }) => setPace(value === 'all' ? null : Number(value))}
      >
        {!isUsual && <option value={pace}>{say.wordsAMinute(pace)}</option>}
        {PACE_NAMES.map((name) => (
          <option key={name} value={PACES[name]}>
            {say.paces[name]}
          </option>
        ))}
        <option value="all">{say.atOnce}</option>
      </select>
    </label>
  )
}
