import { Group, Text } from '@mantine/core'
import { useSearch } from 'wouter'
import { useSession } from '../api/session'
import { momentOf, zone } from '../shared/format'
import { usePrinting } from '../shared/use-printing'
import { texts } from '../texts'
import { useMoment } from './use-moment'

const words = texts.printed

/** What a sheet of paper must say by itself: of which service it is, as of when, where to find it again, and who printed it. */
export const Printed = () => (usePrinting() ? <Head /> : undefined)

function Head() {
  const { moment } = useMoment()
  // The address changes without the path of the screen, too.
  useSearch()
  const { data } = useSession()
  return (
    <div className="printed">
      <Group justify="space-between" gap="xs">
        <Text fw={700}>{texts.product}</Text>
        <Text size="sm">{texts.common.zone(zone)}</Text>
      </Group>
      <Text size="sm" fw={600}>
        {moment === undefined ? words.now(momentOf(new Date().toISOString())) : words.knownAt(momentOf(moment))}
      </Text>
      <Text size="xs" className="anywhere">
        {location.href}
      </Text>
      {data && <Text size="xs">{words.by(data.actor)}</Text>}
    </div>
  )
}
