import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { AccountField } from './account-field.tsx'
import { findSlips, hasProblems, problemsFromError, type AccountProblems } from './account-problems.ts'
import { useOpenSession } from './session.ts'

interface AccountFormProps {
  kind: 'sign-in' | 'sign-up'
  title: string
  submit: string
  /** Where to go for the other door. */
  other: ReactNode
}

/** One form for both doors. What was typed stays, whatever the answer. */
export function AccountForm({ kind, title, submit, other }: AccountFormProps) {
  const navigate = useNavigate()
  const open = useOpenSession()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState({ name: '', email: '', password: '' })
  const [slips, setSlips] = useState<AccountProblems | null>(null)
  const problems = slips ?? problemsFromError(open.error)
  const { name, ...credentials } = values

  const set = (field: keyof typeof values) => (event: { currentTarget: HTMLInputElement }) =>
    setValues({ ...values, [field]: event.currentTarget.value })

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const found = findSlips(kind === 'sign-up' ? values : credentials)
    if (hasProblems(found)) {
      setSlips(found)
      // The first wrong field, once it is marked as such.
      queueMicrotask(() =>
        form.current?.querySelector<HTMLElement>(`[name=${Object.keys(found.fields)[0]}]`)?.focus(),
      )
      return
    }
    setSlips(null)
    open.mutate(kind === 'sign-up' ? { kind, ...values } : { kind, ...credentials }, {
      onSuccess: () => void navigate({ to: '/' }),
    })
  }

  return (
    <div className="page narrow">
      <title>{`${title} · Unfold`}</title>
      <h1>{title}</h1>
      <form ref={form} onSubmit={send} noValidate>
        <div role="alert">
          {problems.whole && (
            <div className="notice bad">
              <p>{problems.whole}</p>
            </div>
          )}
        </div>
        {kind === 'sign-up' && (
          <AccountField
            label="Your name"
            name="name"
            autoComplete="name"
            value={name}
            onChange={set('name')}
            problem={problems.fields['name']}
          />
        )}
        <AccountField
          label="Email"
          name="email"
          type="email"
          autoComplete="email"
          value={values.email}
          onChange={set('email')}
          problem={problems.fields['email']}
        />
        <AccountField
          label="Password"
          name="password"
          type="password"
          autoComplete={kind === 'sign-up' ? 'new-password' : 'current-password'}
          {...(kind === 'sign-up' ? { hint: 'At least 8 characters.' } : {})}
          value={values.password}
          onChange={set('password')}
          problem={problems.fields['password']}
        />
        <p className="row">
          <button type="submit" className="button" disabled={open.isPending}>
            {open.isPending ? 'One moment…' : submit}
          </button>
          <span>{other}</span>
        </p>
      </form>
    </div>
  )
}
