import { takeOverParticipation } from '@ledger/participation'
import type { Moment } from '../values/times.js'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** A person reached a stage of a campaign that was taken over. */
const stageActions =
  (stageOf: (answer: unknown) => unknown): ToActions =>
  (values, { source }) => {
    const { campaign, customer, at, answer, group = 'all', channel, wave } = values
    const stage = stageOf(answer)
    const { at: occurredAt } = at as Moment
    const name = [String(stage), campaign as string, customer as string, String(wave ?? group), occurredAt]
    return [
      action(
        takeOverParticipation,
        { campaign, customer },
        { stage, group, channel, wave, source },
        { occurredAt, name },
      ),
    ]
  }

export const targetingActions = stageActions(() => 'targeted')
export const invitationActions = stageActions(() => 'invited')
export const answerActions = stageActions((answer) => answer)
