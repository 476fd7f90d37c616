import { Accordion, Group, Text } from '@mantine/core'
import { ExportCsv } from '../../shared/export-csv'
import { zone } from '../../shared/format'
import { Empty, Failed, Loading } from '../../shared/states'
import { useOpened } from '../../shared/use-opened'
import { texts } from '../../texts'
import { Causes } from './causes'
import { Recorded } from './recorded'
import { Search } from './search'
import { useHistory } from './use-history'
import type { Wanted } from './use-history'

const words = texts.timeline

interface Props {
  readonly wanted: Wanted
  /** In the address: whose causes are open. Two on one screen have names of their own. */
  readonly named?: string
}

/** What was recorded of something: who, what, when and why, and each event with what brought it about. */
export function Timeline({ wanted, named = 'why' }: Props) {
  const pages = useHistory(wanted)
  const { opened, open, close } = useOpened(named)
  const of = Number(opened?.[named])
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="told">
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed">
          {texts.common.zone(zone)}
        </Text>
        <ExportCsv path="/v1/audit/history" query={{ ...wanted }} name="history" />
      </Group>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading lines={8} />}
      {pages.data && items.length === 0 && !pages.hasNextPage && <Empty title={words.empty} about={words.emptyAbout} />}
      <Accordion variant="contained" chevronPosition="left">
        {items.map((item) => (
          <Recorded key={item.id} item={item} onCauses={() => open({ [named]: String(item.position) })} />
        ))}
      </Accordion>
      <Search of={pages} />
      {Number.isInteger(of) && <Causes of={of} onClose={close} />}
    </div>
  )
}
