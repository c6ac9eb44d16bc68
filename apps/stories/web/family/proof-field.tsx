import { useId } from 'react'

interface ProofFieldProps {
  kind: 'pin' | 'password'
  value: string
  onChange: (value: string) => void
}

/** What only the grown-up knows. */
export function ProofField({ kind, value, onChange }: ProofFieldProps) {
  const id = useId()
  return (
    <div className="field proof">
      <label htmlFor={id}>{kind === 'pin' ? 'PIN' : 'Password of this account'}</label>
      <input
        id={id}
        type="password"
        autoComplete={kind === 'pin' ? 'off' : 'current-password'}
        {...(kind === 'pin' ? { inputMode: 'numeric' as const, maxLength: 8 } : {})}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
