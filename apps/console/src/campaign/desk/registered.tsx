import { Alert } from '@mantine/core'
import { count } from '../../shared/format'
import { Unanswered } from '../../shared/unanswered'
import { texts } from '../../texts'
import { usePerson } from '../person/use-person'
import { useDesk } from '../use-campaign'

const words = texts.desk

export interface Given {
  readonly customer: string
  /** False where they stood on the list before. */
  readonly changed: boolean
}

/** What came of a registration: a seat, or which place on the waitlist. */
export function Registered({ campaign, customer, changed }: Given & { readonly campaign: string }) {
  const person = usePerson(campaign, customer)
  const desk = useDesk(campaign)
  const status = person.data?.registration?.status
  if (status === undefined) return <Unanswered of={person} said={words.outcomeUnknown(customer)} />
  const place = (desk.data?.waitlist.findIndex((one) => one.customer === person.data?.customer) ?? -1) + 1
  const waits = place > 0 ? words.got.place(count(place)) : words.got.waiting
  const got = { registered: words.got.seat, waiting: waits }[status as string] ?? texts.people.registrations[status]
  return (
    <Alert color={status === 'waiting' ? 'orange' : 'teal'} p="sm" className="anywhere">
      {changed ? words.registered(customer, got) : words.registeredAlready(customer, got)}
    </Alert>
  )
}
