import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, OneOf } from '@ledger/fields'
import { own } from '@ledger/values'
import { waveBegun } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { channels } from '../campaign/plan.js'
import type { Channel } from '../campaign/plan.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class BeginWave {
  @Id({ about: 'One sending, such as letter-to-those-who-did-not-answer.', example: 'first-letter' })
  wave: string

  @Id({ about: 'A target group of the approved plan.', example: 'key-staff' })
  group: string

  @OneOf(channels, { optional: true, about: "The group's own channel where none is given." })
  channel?: Channel
}

/** Opens a wave to a target group; the first one sets an approved campaign running (P02). */
export const beginWave = decide(Campaign, BeginWave, {}, (campaign, { wave, group, channel }, { target }) => {
  const refusal = inPhase(campaign, inExecution)
  if (refusal) return refusal
  const planned = campaign.approvedPlan!.targetGroups.find(({ id }) => id === group)
  if (!planned) return refuse('target-group-unknown', { group })
  const over = channel ?? planned.channel
  const begun = own(campaign.waves, wave)
  if (begun?.group === group && begun.channel === over) return nothing
  if (begun) return refuse('wave-exists', { ...begun, wave })
  return waveBegun({ campaign: target.campaign, wave, group, channel: over })
})
