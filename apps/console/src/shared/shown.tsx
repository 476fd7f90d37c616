import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading } from './states'
import { Unanswered } from './unanswered'

interface Props<Data> {
  readonly of: UseQueryResult<Data>
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}

/**
 * What a question answers with; while it is asked and where it fails, what everybody shows then. An answer that could not
 * be renewed stays, and is said to be an older one.
 */
export function Shown<Data>({ of, lines = 5, children }: Props<Data>) {
  if (of.data !== undefined)
    return (
      <>
        <Unanswered of={of} />
        {children(of.data)}
      </>
    )
  if (of.isError) return <Failed error={of.error} again={of.refetch} />
  return <Loading lines={lines} />
}
