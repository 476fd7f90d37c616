import type { ReactNode } from 'react'
import { useSearch } from 'wouter'
import { momentInAddress } from '../api/moment'
import { Problem } from '../api/problem'
import { useMay } from '../api/session'
import type { Ability } from '../api/session'
import { texts } from '../texts'
import { Page } from './page'
import { Empty, Failed } from './states'

interface Props {
  /** Of the screen, where it cannot be shown. */
  readonly title: string
  readonly ability: Ability
  readonly children: ReactNode
}

/** A screen on which something is changed: not in the past, and only by those who may. */
export function Changeable({ title, ability, children }: Props) {
  const isPast = momentInAddress(useSearch()) !== undefined
  const mayChange = useMay(ability)
  if (mayChange) return children
  return (
    <Page title={title}>
      {isPast ? (
        <Empty title={texts.past.unchangeable} about={texts.past.unchangeableAbout} />
      ) : (
        <Failed error={new Problem({ status: 403, code: 'not-allowed' })} />
      )}
    </Page>
  )
}
