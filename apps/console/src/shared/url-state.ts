import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

type Changes = Readonly<Record<string, string | undefined>>

/** What a screen shows stands in its address, so that it can be sent to somebody, and the back button works. */
export function useUrlState() {
  const [parameters, setParameters] = useSearchParams()
  const write = useCallback(
    (changes: Changes, replace: boolean) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(changes))
            if (value === undefined || value === '') next.delete(name)
            else next.set(name, value)
          return next
        },
        { replace },
      ),
    [setParameters],
  )
  /** Changes what is shown. */
  const set = useCallback((changes: Changes) => write(changes, true), [write])
  /** The same, as a step that the back button takes back. */
  const step = useCallback((changes: Changes) => write(changes, false), [write])
  return { get: (name: string) => parameters.get(name) ?? undefined, set, step }
}
