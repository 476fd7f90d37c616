import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** Waits for more before asking again, so that a storm of events is one question. */
const GATHER_MS = 700

export type Connection = 'connecting' | 'live' | 'lost'

/** Asks again for what is on the screen, once for all events that come close together. */
function gathering(queries: QueryClient) {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const ask = () => {
    waiting = undefined
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
  return { tell: () => (waiting ??= setTimeout(ask, GATHER_MS)), end: () => clearTimeout(waiting) }
}

/** Follows the log: whatever happens there is shown here. A connection that was lost catches up by asking for all again. */
export function useLive(): Connection {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => {
    const feed = new EventSource('/v1/events')
    const { tell, end } = gathering(queries)
    let lost = false
    feed.onopen = () => {
      setConnection('live')
      if (lost) tell()
      lost = false
    }
    feed.onerror = () => {
      lost = true
      setConnection('lost')
    }
    feed.addEventListener('ledger-event', tell)
    return () => {
      feed.close()
      end()
    }
  }, [queries])
  return connection
}
