import { useInfiniteQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../../api/client'
import type { Schemas } from '../../api/client'

export type Participant = Schemas['PresentedParticipant']

export const answers = ['accepted', 'declined', 'bounced'] as const
export const registrations = [
  'registered',
  'waiting',
  'offered',
  'cancelled',
  'rejected',
  'declined',
  'expired',
  'attended',
  'no-show',
] as const satisfies readonly Schemas['RegistrationStatus'][]

export interface Wanted {
  readonly answer: (typeof answers)[number] | undefined
  readonly registration: (typeof registrations)[number] | undefined
  readonly customer: string | undefined
}

const PAGE = 500

/** Page by page along the cursor, so that a million people cost what is looked at. */
export const useParticipants = (campaign: string, wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: ['campaign', campaign, 'participants', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask('/v1/campaigns/{campaign}/participants', {
        path: { campaign },
        query: { limit: PAGE, ...given({ ...wanted, cursor }), ...ownWrites() },
      }),
    getNextPageParam: ({ next }) => next,
  })

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
