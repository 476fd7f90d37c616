import { useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter'
import { order } from './client'
import { momentInAddress } from './moment'
import { queries } from './queries'

export type Ability = 'read' | 'command' | 'approve' | 'set-policy' | 'take-over' | 'erase' | 'operate' | 'countersign'

export interface Session {
  readonly actor: string
  readonly roles: readonly string[]
  readonly may: readonly Ability[]
}

const KEY = ['session']

const door = <Answer>(method: string, body?: object): Promise<Answer> => order<Answer>(method, '/session', body)

/** Who is signed in. */
export const useSession = () =>
  useQuery({ queryKey: KEY, queryFn: () => door<Session>('GET'), staleTime: Infinity, gcTime: Infinity })

/** What may be done here: all that the roles allow, and in the past nothing but to look. */
export function useAbilities(): readonly Ability[] {
  const { data } = useSession()
  const isPast = momentInAddress(useSearch()) !== undefined
  return data?.may.filter((one) => !isPast || one === 'read') ?? []
}

export const useMay = (ability: Ability): boolean => useAbilities().includes(ability)

/** Asks whether the session still holds; whoever has none any more is led to the door. */
export const lookAtSession = (): Promise<void> =>
  queries.prefetchQuery({ queryKey: [...KEY, 'still'], queryFn: () => door<Session>('GET'), gcTime: 0 })

/** Exchanges a code or a token for a session; neither is kept. @throws Problem */
export async function signIn(proof: { code: string } | { token: string }): Promise<void> {
  queries.setQueryData(KEY, await door<Session>('POST', proof))
}

export async function signOut(): Promise<void> {
  await door('DELETE')
  queries.clear()
}
