import { OCCASION_CHIPS } from '../../shared/index.ts'

interface OccasionFieldsProps {
  legend: string
  chosen: readonly string[]
  setChosen: (chosen: string[]) => void
  freeText: string
  setFreeText: (text: string) => void
}

/** Chips and words of one's own; several mean one outfit that serves all of them. */
export function OccasionFields({ legend, chosen, setChosen, freeText, setFreeText }: OccasionFieldsProps) {
  const toggle = (chip: string) =>
    setChosen(chosen.includes(chip) ? chosen.filter((one) => one !== chip) : [...chosen, chip])
  return (
    <>
      <fieldset>
        <legend>{legend}</legend>
        <div className="chips plain-chips">
          {OCCASION_CHIPS.map((chip) => (
            <label key={chip} className="chip">
              <input type="checkbox" checked={chosen.includes(chip)} onChange={() => toggle(chip)} />
              {chip}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field outfit-words">
        <label htmlFor="free-text">In your own words</label>
        <input
          id="free-text"
          value={freeText}
          maxLength={300}
          autoComplete="off"
          placeholder="A gallery opening, then dinner with my sister"
          onChange={(event) => setFreeText(event.currentTarget.value)}
        />
      </div>
    </>
  )
}
