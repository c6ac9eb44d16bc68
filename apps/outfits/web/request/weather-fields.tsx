import type { Weather } from '../../shared/index.ts'

type Condition = NonNullable<Weather['condition']>
type Temperature = NonNullable<Weather['temperature']>

const TEMPERATURES: { [T in Temperature]: string } = {
  cold: 'Cold, below 10 °C',
  cool: 'Cool, 10 to 18 °C',
  mild: 'Mild, 18 to 24 °C',
  warm: 'Warm, 24 to 29 °C',
  hot: 'Hot, above 29 °C',
}
const CONDITIONS: { [C in Condition]: string } = {
  sunny: 'Sunny',
  cloudy: 'Cloudy',
  rainy: 'Rainy',
  snowy: 'Snowy',
  windy: 'Windy',
}

interface WeatherFieldsProps {
  weather: Weather
  setWeather: (weather: Weather) => void
}

/** The person's own choice; without one no rule about it runs, and the page says so. */
export function WeatherFields({ weather, setWeather }: WeatherFieldsProps) {
  const isChosen = weather.temperature !== null || weather.condition !== null
  return (
    <fieldset>
      <legend>Weather</legend>
      <div className="row weather">
        <label>
          <span className="visually-hidden">Temperature</span>
          <select
            value={weather.temperature ?? ''}
            onChange={(event) =>
              setWeather({
                ...weather,
                temperature: (event.currentTarget.value || null) as Temperature | null,
              })
            }
          >
            <option value="">Any temperature</option>
            {Object.entries(TEMPERATURES).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="visually-hidden">Sky</span>
          <select
            value={weather.condition ?? ''}
            onChange={(event) =>
              setWeather({ ...weather, condition: (event.currentTarget.value || null) as Condition | null })
            }
          >
            <option value="">Any sky</option>
            {Object.entries(CONDITIONS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="hint weather-hint">
        {isChosen ? 'Every outfit is held to it.' : 'None chosen: no weather rule runs.'}
      </p>
    </fieldset>
  )
}

export const NO_WEATHER: Weather = { condition: null, temperature: null }

/** What was not chosen at all is not sent. */
export function chosenWeather(weather: Weather): Weather | null {
  return weather.condition === null && weather.temperature === null ? null : weather
}
