import { useQueryClient } from '@tanstack/react-query'
import type { Query, QueryClient } from '@tanstack/react-query'
import { createContext, useEffect, useState } from 'react'
import { followed } from './feed'
import { momentInAddress } from './moment'
import { lookAtSession } from './session'

/** Waits for more before asking again, so that a storm of events is one question. */
const GATHER_MS = 700

/** How long it is said that a lost connection is back. */
const SAID_MS = 10_000

export type Connection = 'connecting' | 'live' | 'lost' | 'back'

/** For what waits for the connection to come back. */
export const ConnectionNow = createContext<Connection>('connecting')

/** How many pages of a list are asked for again by themselves; who has scrolled further asks for it. */
const FEW_PAGES = 5

const isFollowed = ({ queryKey, state }: Query): boolean => {
  const { pages } = (state.data ?? {}) as { pages?: readonly unknown[] }
  return momentInAddress() === undefined && queryKey[0] !== 'session' && (pages?.length ?? 0) <= FEW_PAGES
}

/**
 * Asks again for what is on the screen, once for all events that come close together. While one round is on its way the
 * next one waits, and then for as long again as that took: events that never end neither starve an answer nor flood the service.
 */
function gathering(queries: QueryClient) {
  let [timer, asking, more]: [ReturnType<typeof setTimeout> | undefined, boolean, boolean] = [undefined, false, false]
  const ask = async () => {
    const began = performance.now()
    ;[timer, asking, more] = [undefined, true, false]
    await queries.invalidateQueries({ predicate: isFollowed }, { cancelRefetch: false })
    asking = false
    if (more) later(Math.max(GATHER_MS, performance.now() - began))
  }
  const later = (wait: number) => (timer ??= setTimeout(() => void ask(), wait))
  return { tell: () => (asking ? (more = true) : later(GATHER_MS)), end: () => clearTimeout(timer) }
}

/** Follows the log: whatever happens there is shown here. A connection that was lost catches up by asking for all again. */
export function useLive(): Connection {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => {
    const { tell, end } = gathering(queries)
    let lost = false
    let said: ReturnType<typeof setTimeout>
    const leave = followed('/v1/events', {
      onOpen: () => {
        setConnection(lost ? 'back' : 'live')
        if (lost) tell()
        lost = false
        said = setTimeout(() => setConnection((now) => (now === 'back' ? 'live' : now)), SAID_MS)
      },
      onLost: () => {
        lost = true
        setConnection('lost')
      },
      onRefused: () => void lookAtSession(),
      onEvent: tell,
    })
    return () => {
      leave()
      clearTimeout(said)
      end()
    }
  }, [queries])
  return connection
}
