import { campaignCancelled, campaignFinished, registrationOpened } from '@ledger/campaigns'
import { followUp, reaction } from '@ledger/event-sourcing'
import { closeDesk } from './close-desk/close-desk.js'
import { noShowsRecorded } from './desk/desk.events.js'
import { openDesk } from './open-desk/open-desk.js'
import { recordNoShows } from './record-no-shows/record-no-shows.js'

/** What happens at the desk because of what happened to its campaign. */
export const participationReactions = [
  reaction('open-desk', [registrationOpened], ({ data: { campaign, capacity, offerHours } }) => [
    followUp(openDesk, { campaign }, { capacity, offerHours }),
  ]),
  reaction('close-desk', [campaignFinished], ({ data: { campaign } }) => [
    followUp(closeDesk, { campaign }, { because: 'finished' }),
    followUp(recordNoShows, { campaign }, {}),
  ]),
  reaction('record-more-no-shows', [noShowsRecorded], ({ data: { campaign, remaining } }) =>
    remaining > 0 ? [followUp(recordNoShows, { campaign }, {})] : [],
  ),
  reaction('close-cancelled-desk', [campaignCancelled], ({ data: { campaign } }) => [
    followUp(closeDesk, { campaign }, { because: 'cancelled' }),
  ]),
] as const
