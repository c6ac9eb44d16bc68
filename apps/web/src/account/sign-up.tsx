import { Link } from '@tanstack/react-router'
import { AccountForm } from './account-form.tsx'

export function SignUp() {
  return (
    <AccountForm
      kind="sign-up"
      title="Make an account"
      submit="Make the account"
      other={
        <>
          Have one? <Link to="/sign-in">Sign in</Link>
        </>
      }
    />
  )
}
