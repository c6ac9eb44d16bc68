import type { Weather } from '../../shared/index.ts'
import type { ShownRequest } from './job-slots.ts'
import type { Pieces } from './pieces.ts'

/** What was asked for, in one line. */
export function sayRequest(request: ShownRequest, pieces: Pieces): string {
  const names = request.anchors.map((id) => pieces?.get(id)?.name ?? 'one piece')
  const around = names.length > 0 ? [`Around ${names.join(' and ')}`] : []
  return [...around, ...request.occasions, ...weatherWords(request.weather)].join(' · ')
}

/** What became of the outfits that this run goes on with. */
export function sayChange({ change }: ShownRequest, pieces: Pieces): string {
  if (change === null) return ''
  if (change.type === 'retry') return `Outfit ${change.outfit} is made again; the others stay.`
  const name = pieces?.get(change.itemId ?? '')?.name ?? 'One piece'
  return `${name} goes from outfit ${change.outfit}; everything else stays.`
}

function weatherWords(weather: Weather | null): string[] {
  return [weather?.temperature, weather?.condition].filter((word) => typeof word === 'string')
}
