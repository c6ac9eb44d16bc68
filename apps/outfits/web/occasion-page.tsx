import { useState, type SubmitEvent } from 'react'
import type { Item } from '../shared/index.ts'
import { EmptyWardrobe } from './empty-wardrobe.tsx'
import type { PageLink } from './page-link.ts'
import { Problem } from './problem.tsx'
import { Rack } from './rack.tsx'
import { DayPlan, type PlannedStop } from './request/day-plan.tsx'
import { OccasionFields } from './request/occasion-fields.tsx'
import { ParallelChoice } from './request/parallel-choice.tsx'
import { useStart } from './request/use-start.ts'
import { chosenWeather, NO_WEATHER, WeatherFields } from './request/weather-fields.tsx'

export interface OutfitFormProps {
  /** Null while it is being read. */
  wardrobe: readonly Item[] | null
  /** Its job shows the whole reasoning. */
  isDebug: boolean
  openJob: (jobId: string) => void
  link: PageLink
}

/** What the day asks for, and a button; the page has changed before the first piece is chosen. */
export function OccasionPage({ wardrobe, isDebug, openJob, link }: OutfitFormProps) {
  const [occasions, setOccasions] = useState<string[]>([])
  const [freeText, setFreeText] = useState('')
  const [stops, setStops] = useState<PlannedStop[]>([])
  const [weather, setWeather] = useState(NO_WEATHER)
  const [isParallel, setParallel] = useState(false)
  const { start, isBusy, problem, forget } = useStart(openJob)
  const owned = wardrobe?.filter((item) => item.ownership === 'owned') ?? null

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    start({
      mode: 'occasion',
      occasions,
      freeText: freeText.trim() || null,
      stops: stops.flatMap(({ occasion, place }) =>
        occasion.trim() === '' ? [] : [{ occasion: occasion.trim(), place: place.trim() || null }],
      ),
      weather: chosenWeather(weather),
      parallel: isParallel,
      debug: isDebug,
    })
  }

  return (
    <div className="page outfit-form">
      <title>Plan an outfit · Unfold</title>
      <h1>What are you dressing for?</h1>
      <p className="lead">
        Choose everything that the day holds: each outfit has to do for all of it. Three come, one by one, out
        of your own wardrobe.
      </p>
      <Rack items={owned} />
      {owned?.length === 0 ? (
        <EmptyWardrobe link={link} />
      ) : (
        <form onSubmit={send} onChange={forget}>
          <OccasionFields
            legend="Occasions"
            chosen={occasions}
            setChosen={setOccasions}
            freeText={freeText}
            setFreeText={setFreeText}
          />
          <DayPlan stops={stops} setStops={setStops} />
          <WeatherFields weather={weather} setWeather={setWeather} />
          <ParallelChoice isParallel={isParallel} setParallel={setParallel} />
          <Problem text={problem} />
          <button type="submit" className="button" disabled={isBusy}>
            {isBusy ? 'Opening the wardrobe…' : 'Create outfits'}
          </button>
        </form>
      )}
    </div>
  )
}
