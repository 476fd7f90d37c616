import { useHistory } from '../../audit/timeline/use-history'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import { count, momentOf } from '../../shared/format'
import { More } from '../../shared/more'
import { Shown } from '../../shared/shown'
import { Unanswered } from '../../shared/unanswered'
import { texts } from '../../texts'
import { useParticipants } from '../people/use-participants'
import { PersonLink } from '../person/person-link'
import { whyOffered } from './why-offered'

const words = texts.desk

/** Whom freed seats are held for, until when, and why it is their turn. */
export function Offers({ campaign }: { readonly campaign: string }) {
  const offered = useParticipants(campaign, { registration: 'offered', answer: undefined, customer: undefined })
  const recorded = useHistory({ subject: `campaign/${campaign}`, type: 'SeatOffered', order: 'newest' })
  const events = recorded.data?.pages.flatMap(({ items }) => items)
  return (
    <Card title={words.offers}>
      <Shown of={offered}>
        {({ pages }) => (
          <DataTable
            caption={words.offers}
            rows={pages.flatMap(({ items }) => items)}
            id={({ customer }) => customer}
            columns={[
              { title: texts.common.customer, cell: ({ customer }) => <PersonLink customer={customer} /> },
              {
                title: words.party,
                right: true,
                cell: ({ registration }) => count(registration?.partySize ?? 1),
              },
              { title: words.until, cell: ({ offer }) => (offer ? momentOf(offer.expiresAt) : '–') },
              { title: words.why, cell: ({ customer }) => events && whyOffered(events, customer) },
            ]}
          />
        )}
      </Shown>
      <Unanswered of={recorded} said={words.whyUnknown} />
      <More of={offered} />
    </Card>
  )
}
