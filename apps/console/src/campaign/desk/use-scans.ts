import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { newKey } from '../../api/new-key'
import { send, undo } from './scans'
import type { Scan } from './scans'

/** How many stay to be seen. */
const SHOWN = 8
/** How often what waits for the network is sent again. */
const AGAIN_MS = 3_000

/** Scans of this desk. None is lost while the network is away: they wait here, and in the tab's store, until they are sent. */
export function useScans(campaign: string) {
  const queries = useQueryClient()
  const [scans, setScans] = useState<readonly Scan[]>(() => kept(campaign))
  const put = useCallback(
    (scan: Scan) => setScans((all) => [scan, ...all.filter(({ id }) => id !== scan.id)].slice(0, limit(all))),
    [],
  )
  const change = useCallback((scan: Scan) => setScans((all) => all.map((one) => (one.id === scan.id ? scan : one))), [])
  const deliver = useCallback(
    async (scan: Scan) => {
      change(await send(campaign, scan))
      await queries.invalidateQueries({ queryKey: ['campaign', campaign, 'desk'] })
    },
    [campaign, change, queries],
  )
  useEffect(() => {
    sessionStorage.setItem(keyOf(campaign), JSON.stringify(scans.filter(isWaiting)))
    const waiting = scans.filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) return
    const timer = setTimeout(() => void Promise.all(waiting.map(deliver)), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [campaign, scans, deliver])
  return {
    scans,
    scan: (customer: string) => {
      const made: Scan = { id: newKey(), customer, state: 'sending' }
      put(made)
      void deliver(made)
    },
    undo: async (scan: Scan, reason: string) => change(await undo(campaign, scan, reason)),
  }
}

const keyOf = (campaign: string): string => `scans ${campaign}`
const isWaiting = ({ state }: Scan): boolean => state === 'waiting' || state === 'sending'
/** Whatever waits is never pushed out. */
const limit = (scans: readonly Scan[]): number => Math.max(SHOWN, scans.filter(isWaiting).length + 1)

const kept = (campaign: string): readonly Scan[] =>
  (JSON.parse(sessionStorage.getItem(keyOf(campaign)) ?? '[]') as readonly Scan[]).map((scan) => ({
    ...scan,
    state: 'waiting',
  }))
