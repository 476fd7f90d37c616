import type { States } from '@ledger/event-sourcing'
import { asId } from '@ledger/fields'
import { invalid } from '@ledger/http'
import { allocationBases, AllocationPolicy, inOrder, LARGEST_WEIGHT } from '@ledger/policies'
import type { AllocationKey, CampaignWeight } from '@ledger/policies'
import type { InForce } from '../value/policy-in-force.js'

/** A key as a question writes it: `equal`, `direct-cost`, `revenue`, `participants`, `days`, `weights:fair=3,mail=1`. */
export function parseKey(text: string): AllocationKey {
  const [by = '', said, ...more] = text.split(':')
  const plain = allocationBases.find((one) => one === by && one !== 'weights')
  if (plain && said === undefined) return { by: plain }
  const weights = by === 'weights' && more.length === 0 ? said?.split(',').map(weightOf) : undefined
  const known = weights?.filter((one) => one !== undefined) ?? []
  const once = new Set(known.map(({ campaign }) => campaign)).size === known.length
  if (weights && known.length === weights.length && once) return { by: 'weights', weights: inOrder(known) }
  const plainOnes = allocationBases.filter((one) => one !== 'weights').join(', ')
  const message = `must be one of ${plainOnes}, or like weights:spring-fair=3,autumn-fair=1 (each campaign once, weights from 1 to ${LARGEST_WEIGHT})`
  throw invalid([{ field: 'key', message }], 'query')
}

function weightOf(text: string): CampaignWeight | undefined {
  const [id, weight = '', ...more] = text.split('=')
  const [campaign, number] = [asId(id), /^[1-9]\d{0,6}$/.test(weight) ? Number(weight) : Infinity]
  return campaign === undefined || number > LARGEST_WEIGHT || more.length > 0 ? undefined : { campaign, weight: number }
}

/** By what indirect cost is shared out. */
export async function keyInForce(states: States, asked: string | undefined): Promise<InForce<AllocationKey>> {
  if (asked !== undefined) return { value: parseKey(asked), version: 'asked' }
  const { state } = await states.current(AllocationPolicy, { policy: 'allocation-key' })
  return { value: state.value, version: state.version }
}
