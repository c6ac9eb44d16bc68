import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sendJson, sendRequest } from 'unfold/client'

export interface Me {
  account: { id: string; name: string; email: string; demo: boolean } | null
  model: { id: string; offline: boolean }
  streaming: boolean
}

/** Who is here, and which model writes. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => sendJson<Me>({}, '/api/me', { signal }),
    staleTime: 60_000,
  })
}

type Door = { kind: 'sign-in'; email: string; password: string } | NewAccount
interface NewAccount {
  kind: 'sign-up'
  name: string
  email: string
  password: string
}

/** Opens a session by either door. Everything shown belonged to somebody else and is read anew. */
export function useOpenSession() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ kind, ...body }: Door) => {
      await sendRequest({}, `/api/auth/${kind}/email`, { method: 'POST', body })
    },
    onSuccess: () => queries.resetQueries(),
  })
}

export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => sendRequest({}, '/api/auth/sign-out', { method: 'POST', body: {} }),
    onSuccess: () => queries.resetQueries(),
  })
}
