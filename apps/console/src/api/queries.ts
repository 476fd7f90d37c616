import { hashKey, QueryCache, QueryClient } from '@tanstack/react-query'
import { momentInAddress } from './moment'
import { passes, Problem } from './problem'

/** Whoever is not signed in any more is sent to the door, and comes back to where they were. */
function leave(error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 401 || location.pathname === '/sign-in') return
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leave }),
  defaultOptions: {
    queries: {
      // What was asked about one moment answers nothing about another one; who is signed in is the same in all of them.
      queryKeyHashFn: (key) => hashKey(key[0] === 'session' ? key : [...key, momentInAddress() ?? 'now']),
      retry: (failed, error) => failed < 3 && passes(error),
      retryDelay: (failed) => 300 * 2 ** failed,
      // The live feed says when something has changed.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: (failed, error) => failed < 3 && passes(error) },
  },
})
