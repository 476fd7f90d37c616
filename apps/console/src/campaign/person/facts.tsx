import { Text } from '@mantine/core'
import { count, momentOf } from '../../shared/format'
import { Unanswered } from '../../shared/unanswered'
import { texts } from '../../texts'
import { stageName } from '../funnel/stage-name'
import type { Participant } from '../people/use-participants'
import { useDesk } from '../use-campaign'
import type { Campaign } from '../use-campaign'
import styles from './facts.module.css'

const words = texts.person

interface Props {
  readonly person: Participant
  readonly document: Campaign
}

/** How far somebody has come in a campaign, and when. */
export function Facts({ person, document }: Props) {
  const { groups, channels, waves, answer, answeredAt, registration, offer, at } = person
  const reached = Object.entries(at).toSorted(([, one], [, other]) => (one < other ? -1 : 1))
  return (
    <dl className={styles['facts']}>
      <Fact name={texts.campaign.group}>{groups.join(', ') || '–'}</Fact>
      {waves.length > 0 && <Fact name={texts.campaign.wave}>{`${waves.join(', ')} (${channels.join(', ')})`}</Fact>}
      {answer !== undefined && (
        <Fact name={texts.people.answer}>
          {texts.people.answers[answer]}
          {answeredAt !== undefined && `, ${momentOf(answeredAt)}`}
        </Fact>
      )}
      {registration && (
        <Fact name={texts.people.registration}>
          {texts.people.registrations[registration.status]} · {words.party(count(registration.partySize))} ·{' '}
          {words.listed(momentOf(registration.since))}
          {registration.status === 'waiting' && <Place customer={person.customer} campaign={document.campaign} />}
        </Fact>
      )}
      {offer && <Fact name={words.offer}>{words.holds(momentOf(offer.expiresAt))}</Fact>}
      {reached.map(([stage, moment]) => (
        <Fact key={stage} name={stageName(stage)}>
          {momentOf(moment)}
        </Fact>
      ))}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Where somebody stands in the queue, as far as the desk tells. */
function Place({ campaign, customer }: { readonly campaign: string; readonly customer: string }) {
  const desk = useDesk(campaign)
  const place = desk.data?.waitlist.findIndex((one) => one.customer === customer) ?? -1
  if (place < 0) return <Unanswered of={desk} said={words.placeUnknown} />
  return <Text size="sm">{words.place(count(place + 1))}</Text>
}
