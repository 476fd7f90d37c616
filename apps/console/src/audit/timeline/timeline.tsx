import { Accordion, Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { saveCsv } from '../../api/download'
import { zone } from '../../shared/format'
import { Empty, Failed, Loading } from '../../shared/states'
import { texts } from '../../texts'
import { Causes } from './causes'
import { Recorded } from './recorded'
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
        <Export wanted={wanted} />
      </Group>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading lines={8} />}
      {pages.data && items.length === 0 && <Empty title={words.empty} about={words.emptyAbout} />}
      <Accordion variant="contained" chevronPosition="left">
        {items.map((item) => (
          <Recorded key={item.id} item={item} onCauses={() => setOpen(item)} />
        ))}
      </Accordion>
      {pages.hasNextPage && (
        <Button
          variant="light"
          fullWidth
          mt="md"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {texts.common.more}
        </Button>
      )}
      {open && <Causes of={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

const Export = ({ wanted }: { readonly wanted: Wanted }) => (
  <Button
    size="compact-sm"
    variant="default"
    className="no-print"
    leftSection={<IconDownload size={15} />}
    onClick={() => void saveCsv(`/v1/audit/history?${new URLSearchParams({ ...wanted })}`, 'history')}
  >
    {texts.common.export}
  </Button>
)
