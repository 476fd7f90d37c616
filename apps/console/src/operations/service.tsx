import { SimpleGrid, Text } from '@mantine/core'
import { Card } from '../shared/card'
import { Figure } from '../shared/figure'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { useService } from './use-operations'

const words = texts.operations.service

/** Which service this is: its version, its roles, and the stores that log and views are kept in. */
export function Service() {
  const service = useService()
  return (
    <Card title={words.title}>
      <Shown of={service} lines={2}>
        {({ version, roles, log, views }) => (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <Figure label={words.version} value={version} />
            <Figure label={words.roles} value={roles.length === 3 ? words.all : roles.join(', ')} />
            <Store label={words.log} {...log} />
            <Store label={words.views} {...views} />
          </SimpleGrid>
        )}
      </Shown>
    </Card>
  )
}

interface StoreProps {
  readonly label: string
  readonly store: string
  readonly place: string
}

function Store({ label, store, place }: StoreProps) {
  return (
    <div>
      <Figure label={label} value={store} />
      <Text size="xs" c="dimmed" className="anywhere">
        {place}
      </Text>
    </div>
  )
}
