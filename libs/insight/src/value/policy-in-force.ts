import type { States } from '@ledger/event-sourcing'
import { invalid } from '@ledger/http'
import { ChurnPolicy, cutsInOrder, TierCutsPolicy } from '@ledger/policies'
import type { TierCuts } from '@ledger/policies'

/** A setting that changes a figure, and where it comes from. */
export interface InForce<Value> {
  readonly value: Value
  /** The version of the policy in force (0: the built-in default), or `asked` where the question brought its own. */
  readonly version: number | 'asked'
}

const FORM = /^(rank|cumulative-share|amount):(\d+(?:\.\d{1,6})?),(\d+(?:\.\d{1,6})?),(\d+(?:\.\d{1,6})?)$/

/** Tier cuts as a question writes them: `rank:0.2,0.5,0.8`, `cumulative-share:0.5,0.8,0.95`, `amount:100000,50000,10000`. */
export function parseCuts(text: string): TierCuts {
  const found = FORM.exec(text)
  const by = found?.[1] as TierCuts['by'] | undefined
  const [a, b, c] = (found?.slice(2) ?? []).map(Number) as [number, number, number]
  if (by === undefined || !cutsInOrder({ by, a, b, c })) {
    const message =
      'must be like rank:0.2,0.5,0.8 or cumulative-share:0.5,0.8,0.95 (rising, to 1) or amount:100000,50000,10000 (falling)'
    throw invalid([{ field: 'cuts', message }], 'query')
  }
  return { by, a, b, c }
}

export async function cutsInForce(states: States, asked: string | undefined): Promise<InForce<TierCuts>> {
  if (asked !== undefined) return { value: parseCuts(asked), version: 'asked' }
  const { state } = await states.current(TierCutsPolicy, { policy: 'tier-cuts' })
  return { value: state.value, version: state.version }
}

/** After how many days without a purchase a customer is churned. */
export async function churnDaysInForce(states: States, asked: string | undefined): Promise<InForce<number>> {
  if (asked === undefined) {
    const { state } = await states.current(ChurnPolicy, { policy: 'churn-days' })
    return { value: state.value, version: state.version }
  }
  const days = /^\d{1,4}$/.test(asked) ? Number(asked) : 0
  if (days < 1 || days > 3_650)
    throw invalid([{ field: 'days', message: 'must be a number of days from 1 to 3650' }], 'query')
  return { value: days, version: 'asked' }
}
