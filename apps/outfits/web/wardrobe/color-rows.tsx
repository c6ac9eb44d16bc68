import { useId } from 'react'
import { type Color, colorNameFromHex, NAMED_COLORS } from '../../shared/index.ts'

const NAMES = Object.keys(NAMED_COLORS)
const MAX_COLORS = 5

interface ColorRowsProps {
  colors: readonly Color[]
  onColors: (colors: Color[]) => void
  problem?: string | undefined
}

/** The colours of a piece, its main one first: by name, or exactly as it is. */
export function ColorRows({ colors, onColors, problem }: ColorRowsProps) {
  const id = useId()
  const put = (index: number, color: Color) => onColors(colors.with(index, color))
  return (
    <fieldset className="color-rows" {...(problem ? { 'aria-describedby': `${id}-wrong` } : {})}>
      <legend>Colours</legend>
      {colors.map((color, index) => {
        const which = index === 0 ? 'Main colour' : `Colour ${index + 1}`
        const isNamed = NAMED_COLORS[color.name] === color.hex
        return (
          // The place is what a row is: its colour changes.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="color-row" key={index}>
            <input
              type="color"
              aria-label={`${which}, exactly`}
              value={color.hex}
              onChange={({ currentTarget: { value } }) =>
                put(index, { hex: value, name: colorNameFromHex(value) })
              }
            />
            <select
              aria-label={which}
              value={isNamed ? color.name : ''}
              onChange={({ currentTarget: { value } }) =>
                put(index, { hex: NAMED_COLORS[value]!, name: value })
              }
            >
              {!isNamed && <option value="">{color.name}, as it is</option>}
              {NAMES.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
            <button
              type="button"
              className="quiet-link"
              onClick={() => onColors(colors.toSpliced(index, 1))}
              aria-label={`Without ${color.name}`}
            >
              Remove
            </button>
          </div>
        )
      })}
      {colors.length < MAX_COLORS && (
        <select
          aria-label={colors.length === 0 ? 'Main colour' : 'One more colour'}
          value=""
          onChange={({ currentTarget: { value } }) =>
            onColors([...colors, { hex: NAMED_COLORS[value]!, name: value }])
          }
        >
          <option value="">{colors.length === 0 ? 'Choose a colour' : 'One more colour'}</option>
          {NAMES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      {problem && (
        <p className="wrong" id={`${id}-wrong`}>
          {problem}
        </p>
      )}
    </fieldset>
  )
}
