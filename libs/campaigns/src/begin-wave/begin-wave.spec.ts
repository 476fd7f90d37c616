import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { amendmentApproved } from '../campaign/campaign.events.js'
import { aPlan, past, until } from '../../testing/index.js'
import { beginWave } from './begin-wave.js'

describe('begin wave (I01)', () => {
  const fair = { campaign: 'fair' }
  const wave = { wave: 'w1', group: 'key-staff' }
  const widened = aPlan({ targetGroups: [...aPlan().targetGroups, { id: 'press', name: 'Press', channel: 'phone' }] })

  it("begins over the group's own channel", () => {
    given(...until.approved())
      .when(beginWave, fair, wave)
      .then(past.wave())
  })

  it('says nothing the second time, and refuses the same wave over another channel', () => {
    given(...until.running())
      .when(beginWave, fair, wave)
      .saysNothing()
    given(...until.running())
      .when(beginWave, fair, { ...wave, channel: 'letter' })
      .refused('wave-exists')
  })

  it('lets nothing run before approval (P02)', () => {
    given(past.drafted()).when(beginWave, fair, wave).refused('campaign-draft')
    given(past.drafted(), past.submitted()).when(beginWave, fair, wave).refused('campaign-submitted')
  })

  it('knows the groups of the approved plan only, not those of an amendment that waits', () => {
    const press = { wave: 'w2', group: 'press' }
    const amended = past.amended(widened)
    given(...until.approved(), amended)
      .when(beginWave, fair, press)
      .refused('target-group-unknown', { group: 'press' })
    const approved = amendmentApproved({ campaign: 'fair', by: 'alex', planDigest: '' })
    given(...until.approved(), amended, approved)
      .when(beginWave, fair, press)
      .then({ type: 'WaveBegun', data: { campaign: 'fair', ...press, channel: 'phone' } })
  })
})
