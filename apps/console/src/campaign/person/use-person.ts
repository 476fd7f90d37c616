import { useQuery } from '@tanstack/react-query'
import { ask, isProblem, ownWrites } from '../../api/client'

/** What is known of somebody in a campaign; null where nothing is. */
export const usePerson = (campaign: string, customer: string) =>
  useQuery({
    queryKey: ['campaign', campaign, 'participants', 'one', customer],
    queryFn: () =>
      ask('/v1/campaigns/{campaign}/participants/{customer}', {
        path: { campaign, customer },
        query: ownWrites(),
      }).catch((error: unknown) => {
        if (isProblem(error, 'participant-unknown')) return null
        throw error
      }),
  })
