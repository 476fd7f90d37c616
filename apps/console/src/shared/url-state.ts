import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

/** What a screen shows stands in its address, so that it can be sent to somebody, and the back button works. */
export function useUrlState() {
  const [parameters, setParameters] = useSearchParams()
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(changes))
            if (value === undefined || value === '') next.delete(name)
            else next.set(name, value)
          return next
        },
        { replace: true },
      ),
    [setParameters],
  )
  return { get: (name: string) => parameters.get(name) ?? undefined, set }
}
