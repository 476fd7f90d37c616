import { Alert, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { Problem } from '../../api/problem'
import { useMay } from '../../api/session'
import { Card } from '../../shared/card'
import { Figure } from '../../shared/figure'
import { count } from '../../shared/format'
import { Meter } from '../../shared/meter'
import { Shown } from '../../shared/shown'
import { Empty } from '../../shared/states'
import { texts } from '../../texts'
import { inExecution } from '../commands/commands'
import { OnTheSpot } from '../commands/on-the-spot'
import { useDesk } from '../use-campaign'
import type { Campaign } from '../use-campaign'
import { CheckIn } from './check-in'
import { Offers } from './offers'
import { Register } from './register'
import { Waitlist } from './waitlist'

const words = texts.desk
type Status = Schemas['DeskStatus']

export function Desk({ document }: { readonly document: Campaign }) {
  const { campaign, phase } = document
  const desk = useDesk(campaign)
  const mayAct = useMay('command')
  if (desk.error instanceof Problem && desk.error.code === 'desk-unknown')
    return <Empty title={words.none} about={words.noneAbout[whenOf(document)]} />
  return (
    <Shown of={desk}>
      {(status) => (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {mayAct && (
            <Stack gap="lg">
              {phase === 'underway' ? <CheckIn campaign={campaign} /> : <Alert color="blue">{words.notUnderway}</Alert>}
              {status.phase === 'open' && <Register campaign={campaign} />}
            </Stack>
          )}
          <Stack gap="lg">
            <Seats status={status} document={document} />
            {status.seats.held > 0 && <Offers campaign={campaign} />}
            <Waitlist status={status} />
          </Stack>
        </SimpleGrid>
      )}
    </Shown>
  )
}

/** When the desk could be opened, as seen from now. */
const whenOf = (document: Campaign): 'before' | 'now' | 'after' =>
  inExecution(document) ? 'now' : ['draft', 'submitted'].includes(document.phase) ? 'before' : 'after'

interface SeatsProps {
  readonly status: Status
  readonly document: Campaign
}

function Seats({ status: { seats, phase, waiting, offerHours }, document }: SeatsProps) {
  const said = words.seats(count(seats.taken), count(seats.capacity))
  return (
    <Card title={words.title} aside={<Text size="sm">{phase === 'open' ? words.open : words.closed}</Text>}>
      <Stack gap="sm">
        <Meter label={said} part={seats.taken} whole={seats.capacity} />
        <SimpleGrid cols={{ base: 2, xs: 4 }}>
          <Figure label={words.taken} value={count(seats.taken)} />
          <Figure label={words.held} value={count(seats.held)} />
          <Figure label={words.free} value={count(seats.free)} />
          <Figure label={words.waiting} value={count(waiting)} />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {said} {words.hours(count(offerHours))}
        </Text>
        {phase === 'open' && (
          <Group gap="xs">
            <OnTheSpot name="changeCapacity" document={document} />
            <OnTheSpot name="closeDesk" document={document} />
          </Group>
        )}
      </Stack>
    </Card>
  )
}
