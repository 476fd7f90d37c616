import { event } from '@ledger/event-sourcing'

/** An indirect cost of a month, in the smallest unit of its currency: spent for no single campaign (E02). */
export interface OverheadData {
  /** `2027-03` */
  readonly month: string
  /** The caller's own id of it. */
  readonly overhead: string
  /** What it was spent on, in words. */
  readonly purpose: string
  readonly amount: number
  readonly currency: string
  readonly supplier?: string
  readonly document?: string
}

export const overheadRecorded = event('OverheadRecorded')<OverheadData>()
/** Carries what it takes back. */
export const overheadReversed = event('OverheadReversed')<
  Pick<OverheadData, 'month' | 'overhead' | 'amount' | 'currency'> & { reason: string }
>()

export const overheadEvents = [overheadRecorded, overheadReversed] as const
