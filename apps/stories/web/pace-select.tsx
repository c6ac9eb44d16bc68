import { PACES } from './reading-settings.ts'

interface PaceSelectProps {
  /** Words a minute; null as they are written. */
  pace: number | null
  setPace: (pace: number | null) => void
}

/** The three usual paces and none; the settings know every pace between. */
export function PaceSelect({ pace, setPace }: PaceSelectProps) {
  const isUsual = pace === null || Object.values<number>(PACES).includes(pace)
  return (
    <label className="pace">
      <span className="visually-hidden">Reading pace</span>
      <select
        value={pace ?? 'all'}
        onChange={({ currentTarget: { value } }) => setPace(value === 'all' ? null : Number(value))}
      >
        {!isUsual && <option value={pace}>{pace} words a minute</option>}
        {Object.entries(PACES).map(([words, value]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
        <option value="all">All at once</option>
      </select>
    </label>
  )
}
