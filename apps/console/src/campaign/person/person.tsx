import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { Timeline } from '../../audit/timeline/timeline'
import { Shown } from '../../shared/shown'
import { Side } from '../../shared/side'
import { Empty } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { Facts } from './facts'
import { PersonActions } from './person-actions'
import { usePerson } from './use-person'
import { wayOf } from './way-of'

const words = texts.person

/** Whoever the address names, beside the screen: what is known of them in this campaign, and what can be done. */
export function Person({ document }: { readonly document: Campaign }) {
  const { get, set } = useUrlState()
  const customer = get('person')
  if (customer === undefined) return undefined
  return (
    <Side title={words.title(customer)} onClose={() => set({ person: undefined })}>
      <Known key={customer} {...{ document, customer }} />
    </Side>
  )
}

function Known({ document, customer }: { readonly document: Campaign; readonly customer: string }) {
  const asked = usePerson(document.campaign, customer)
  return (
    <Shown of={asked}>
      {(person) => (
        <Stack>
          {person === null ? (
            <Empty title={words.unknown} about={words.unknownAbout} />
          ) : (
            <Facts person={person} document={document} />
          )}
          <PersonActions {...{ document, customer }} person={person ?? undefined} />
          <Anchor component={Link} href={`/customers/${customer}`} size="sm">
            {texts.customer.title(customer)}
          </Anchor>
          {person !== null && (
            <>
              <Title order={3}>{words.history}</Title>
              <Timeline wanted={wayOf(document.campaign, customer)} named="personWhy" />
            </>
          )}
          {person === null && <Text size="sm">{words.typo}</Text>}
        </Stack>
      )}
    </Shown>
  )
}
