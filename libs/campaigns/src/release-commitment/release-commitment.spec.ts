import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { releaseCommitment } from './release-commitment.js'

describe('release commitment', () => {
  const fair = { campaign: 'fair' }
  const command = { commitment: 'order-1', reason: 'called off' }

  it('frees what was committed', () => {
    given(...until.approved(), past.committed())
      .when(releaseCommitment, fair, command)
      .then(past.released())
  })

  it('frees what a cancelled campaign had committed', () => {
    given(...until.approved(), past.committed(), past.cancelled())
      .when(releaseCommitment, fair, command)
      .then(past.released())
  })

  it('says nothing the second time, and refuses one that nobody made', () => {
    given(...until.approved(), past.committed(), past.released())
      .when(releaseCommitment, fair, { ...command, reason: 'once more' })
      .saysNothing()
    for (const commitment of ['order-1', 'constructor'])
      given(...until.approved())
        .when(releaseCommitment, fair, { ...command, commitment })
        .refused('commitment-unknown')
  })

  it('refuses one that is settled, unless the cost that did is reversed', () => {
    const settled = [past.committed(), past.cost(500, { commitment: 'order-1' })]
    given(...until.approved(), ...settled)
      .when(releaseCommitment, fair, command)
      .refused('commitment-settled')
    given(...until.approved(), ...settled, past.reversed())
      .when(releaseCommitment, fair, command)
      .then(past.released())
  })

  it('refuses before approval', () => {
    given(past.drafted()).when(releaseCommitment, fair, command).refused('campaign-draft')
  })
})
