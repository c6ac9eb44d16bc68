import { useId, type ComponentProps, type ReactNode } from 'react'

interface FieldProps {
  label: string
  hint?: string | undefined
  /** What is wrong with it, in words; undefined when nothing is. */
  problem?: string | undefined
}

function controlProps(id: string, { hint, problem }: FieldProps) {
  const described = [hint && `${id}-hint`, problem && `${id}-wrong`].filter(Boolean).join(' ')
  return {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(problem ? { 'aria-invalid': true } : {}),
  }
}

/** The label above, what helps below it, what is wrong at the end. */
function Field({ id, label, hint, problem, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {problem && (
        <span className="wrong" id={`${id}-wrong`}>
          {problem}
        </span>
      )}
    </div>
  )
}

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'onChange'> & { onText: (text: string) => void }

export function TextField({ label, hint, problem, onText, ...input }: TextFieldProps) {
  const id = useId()
  const field = { label, hint, problem }
  return (
    <Field id={id} {...field}>
      <input
        autoComplete="off"
        {...input}
        {...controlProps(id, field)}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  )
}

type AreaFieldProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'id' | 'onChange'> & { onText: (text: string) => void }

export function AreaField({ label, hint, problem, onText, ...area }: AreaFieldProps) {
  const id = useId()
  const field = { label, hint, problem }
  return (
    <Field id={id} {...field}>
      <textarea
        {...area}
        {...controlProps(id, field)}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  )
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value | ''
  /** In words; in groups where the second list is there. */
  options: readonly (readonly [Value, string])[]
  groups?: readonly (readonly [string, readonly Value[]])[] | undefined
  /** What nothing is called; without it something has to be chosen. */
  none?: string | undefined
  onPick: (value: Value | '') => void
}

export function SelectField<Value extends string>({
  label,
  hint,
  problem,
  value,
  options,
  groups,
  none,
  onPick,
}: SelectFieldProps<Value>) {
  const id = useId()
  const field = { label, hint, problem }
  const words = new Map(options)
  const list = (values: readonly Value[]) =>
    values.map((one) => (
      <option key={one} value={one}>
        {words.get(one)}
      </option>
    ))
  return (
    <Field id={id} {...field}>
      <select
        {...controlProps(id, field)}
        value={value}
        onChange={(event) => onPick(event.currentTarget.value as Value | '')}
      >
        {none !== undefined && <option value="">{none}</option>}
        {groups
          ? groups.map(([name, values]) => (
              <optgroup key={name} label={name}>
                {list(values)}
              </optgroup>
            ))
          : list(options.map(([one]) => one))}
      </select>
    </Field>
  )
}

interface ChipsProps<Value extends string> {
  legend: string
  options: readonly (readonly [Value, string])[]
  chosen: readonly Value[]
  onToggle: (value: Value) => void
}

export function ChipsField<Value extends string>({ legend, options, chosen, onToggle }: ChipsProps<Value>) {
  return (
    <fieldset className="chips-field">
      <legend>{legend}</legend>
      <div className="chips">
        {options.map(([value, words]) => (
          <label key={value} className="chip">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
