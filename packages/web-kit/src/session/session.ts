// Who is signed in, and leaving again. The token is a cookie that no script reads; what is known here is what the gateway says.
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import { actAs, api, ApiProblem, reading } from '../api.ts'
import { clearDrafts, ownDrafts } from '../drafts.ts'
import { restartLive } from '../live.ts'

export type Session = operations['show-session']['responses'][200]['content']['application/json']

/** Null: nobody. */
export const useSession = (): UseQueryResult<Session | null> => useQuery({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async () => {
    try {
      const session = await reading(api.GET('/api/v1/auth/session'))
      // A browser that keeps nothing keeps nobody's.
      await ownDrafts(session.accountId).catch(() => undefined)
      return session
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
})

/** Drafts on this device go with it, whether the server hears of it or not. */
export const useSignOut = (): UseMutationResult<void, Error, void> => {
  const queries = useQueryClient()
  return useMutation<void, Error, void>({
    networkMode: 'always',
    async mutationFn() {
      await clearDrafts().catch(() => undefined)
      try {
        await reading(api.DELETE('/api/v1/auth/session'))
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return
        throw new ApiProblem('sign-out-unheard', 0, null)
      }
    },
    async onSuccess() {
      actAs(undefined)
      restartLive()
      // What is mounted watches this one: set, not removed, or nobody would hear of it.
      queries.setQueryData(['session'], null)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'clock' })
    },
  })
}
