import { Link } from '@tanstack/react-router'
import { AccountForm } from './account-form.tsx'

export function SignIn() {
  return (
    <AccountForm
      kind="sign-in"
      title="Sign in"
      submit="Sign in"
      other={
        <>
          New here? <Link to="/sign-up">Make an account</Link>
        </>
      }
    />
  )
}
