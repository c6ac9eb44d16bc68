import { useId, type ComponentProps } from 'react'

interface AccountFieldProps extends ComponentProps<'input'> {
  label: string
  hint?: string
  /** What is wrong with it, in words; undefined when nothing is. */
  problem: string | undefined
}

export function AccountField({ label, hint, problem, ...input }: AccountFieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        {...input}
        id={id}
        aria-invalid={problem !== undefined}
        {...(described ? { 'aria-describedby': described } : {})}
      />
      {problem && (
        <span className="wrong" id={`${id}-wrong`}>
          {problem}
        </span>
      )}
    </div>
  )
}
