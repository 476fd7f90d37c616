import { Accordion, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ExportCsv } from '../../shared/export-csv'
import { zone } from '../../shared/format'
import { Empty, Failed, Loading } from '../../shared/states'
import { texts } from '../../texts'
import { Causes } from './causes'
import { Recorded } from './recorded'
import { Search } from './search'
import { useHistory } from './use-history'
import type { Item, Wanted } from './use-history'

const words = texts.timeline

/** What was recorded of something: who, what, when and why, and each event with what brought it about. */
export function Timeline({ wanted }: { readonly wanted: Wanted }) {
  const pages = useHistory(wanted)
  const [open, setOpen] = useState<Item>()
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
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
          <Recorded key={item.id} item={item} onCauses={() => setOpen(item)} />
        ))}
      </Accordion>
      <Search of={pages} />
      {open && <Causes of={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
