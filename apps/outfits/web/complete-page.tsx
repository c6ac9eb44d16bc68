import { useState, type SubmitEvent } from 'react'
import { EmptyWardrobe } from './empty-wardrobe.tsx'
import type { OutfitFormProps } from './occasion-page.tsx'
import { PiecePicks } from './piece-picks.tsx'
import { Problem } from './problem.tsx'
import { OccasionFields } from './request/occasion-fields.tsx'
import { ParallelChoice } from './request/parallel-choice.tsx'
import { useStart } from './request/use-start.ts'
import { chosenWeather, NO_WEATHER, WeatherFields } from './request/weather-fields.tsx'

/** One piece or more that one wants to wear: every outfit is built on them. */
export function CompletePage({ wardrobe, isDebug, openJob, link }: OutfitFormProps) {
  const [anchors, setAnchors] = useState<string[]>([])
  const [occasions, setOccasions] = useState<string[]>([])
  const [freeText, setFreeText] = useState('')
  const [weather, setWeather] = useState(NO_WEATHER)
  const [isParallel, setParallel] = useState(false)
  const { start, isBusy, problem, forget } = useStart(openJob)
  const choice = wardrobe?.filter((item) => item.ownership !== 'passed' && item.availability !== 'archived')
  const names = anchors.flatMap((id) => wardrobe?.find((item) => item.id === id)?.name ?? [])

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    start({
      mode: 'complete',
      anchors,
      occasions,
      freeText: freeText.trim() || null,
      weather: chosenWeather(weather),
      parallel: isParallel,
      debug: isDebug,
    })
  }

  return (
    <div className="page outfit-form">
      <title>Complete a look · Unfold</title>
      <h1>Which piece do you want to wear?</h1>
      <p className="lead">
        One or more: they are in all three outfits, and everything else is chosen around them.
      </p>
      {choice?.length === 0 ? (
        <EmptyWardrobe link={link} />
      ) : (
        <form onSubmit={send} onChange={forget}>
          <details className="more">
            <summary>An occasion or weather, if it matters</summary>
            <OccasionFields
              legend="Occasions"
              chosen={occasions}
              setChosen={setOccasions}
              freeText={freeText}
              setFreeText={setFreeText}
            />
            <WeatherFields weather={weather} setWeather={setWeather} />
            <ParallelChoice isParallel={isParallel} setParallel={setParallel} />
          </details>
          <PiecePicks legend="Your pieces" items={choice ?? []} chosen={anchors} setChosen={setAnchors} />
          <div className="tray">
            <p>{names.length === 0 ? 'Nothing chosen yet.' : names.join(', ')}</p>
            <button type="submit" className="button" disabled={isBusy}>
              {isBusy ? 'Opening the wardrobe…' : 'Create outfits'}
            </button>
            <Problem text={problem} />
          </div>
        </form>
      )}
    </div>
  )
}
