import { useHistory } from '../../audit/timeline/use-history'
import { wayOf } from './way-of'

/** By which scan somebody was checked in last, as far as their history is loaded. */
export function useLastScan(campaign: string, customer: string): string | undefined {
  const items = useHistory(wayOf(campaign, customer)).data?.pages.flatMap((page) => page.items)
  const last = items?.find(({ type }) => type === 'ParticipantCheckedIn')
  return (last?.data as { scan: string } | undefined)?.scan
}
