import { Text } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import { count } from '../../shared/format'
import { texts } from '../../texts'
import { PersonLink } from '../person/person-link'
import { whyWaiting } from './why-waiting'

const words = texts.desk

/** Who gets the next seats, in order, and why they have none yet. */
export function Waitlist({ status }: { readonly status: Schemas['DeskStatus'] }) {
  const { waitlist, waiting } = status
  return (
    <Card title={words.waitlist}>
      {waitlist.length === 0 ? (
        <Text c="dimmed">{words.nobodyWaits}</Text>
      ) : (
        <DataTable
          caption={words.waitlist}
          rows={waitlist.map((one, at) => ({ ...one, place: at + 1 }))}
          id={({ customer }) => customer}
          columns={[
            { title: words.place, right: true, cell: ({ place }) => count(place) },
            {
              title: texts.common.customer,
              cell: ({ customer }) => <PersonLink customer={customer} />,
            },
            { title: words.party, right: true, cell: ({ partySize }) => count(partySize) },
            { title: words.priority, right: true, cell: ({ priority }) => count(priority) },
            { title: words.why, cell: ({ place }) => whyWaiting(status, place - 1) },
          ]}
        />
      )}
      {waiting > waitlist.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {words.first(count(waitlist.length), count(waiting))}
        </Text>
      )}
    </Card>
  )
}
