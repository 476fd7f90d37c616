import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { save } from '../../api/download'
import { useMay } from '../../api/session'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { count, momentOf } from '../../shared/format'
import { More } from '../../shared/more'
import { Empty, Failed, Loading } from '../../shared/states'
import { texts } from '../../texts'
import { Countersign } from './countersign'
import { useCheckpoints } from './use-proof'
import type { Checkpoint } from './use-proof'

const words = texts.audit

/** What the log has signed, newest first; each is a file to keep. */
export function Checkpoints() {
  const pages = useCheckpoints()
  const maySign = useMay('countersign')
  const all = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card title={words.checkpoints}>
      <Text c="dimmed" mb="sm">
        {words.checkpointsAbout}
      </Text>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading />}
      {pages.data && all.length === 0 && <Empty title={words.noCheckpoint} about={words.noCheckpointAbout} />}
      {all.length > 0 && (
        <DataTable caption={words.checkpoints} columns={columns(maySign)} rows={all} id={({ size }) => String(size)} />
      )}
      <More of={pages} />
    </Card>
  )
}

const columns = (maySign: boolean): readonly Column<Checkpoint>[] => [
  { title: words.leaves, right: true, cell: ({ size }) => count(size) },
  { title: words.signedAt, cell: ({ issuedAt }) => momentOf(issuedAt) },
  {
    title: words.witnesses,
    cell: ({ size, witnesses }) => (
      <Group gap="xs">
        <Text size="sm">{witnesses.map(({ name }) => name).join(', ') || '–'}</Text>
        {maySign && <Countersign size={size} />}
      </Group>
    ),
  },
  {
    title: words.keep,
    cell: ({ size, note }) => (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={15} />}
        aria-label={words.keepOf(count(size))}
        onClick={() => save(new Blob([note], { type: 'text/plain' }), `checkpoint-${size}.txt`)}
      >
        {words.file}
      </Button>
    ),
  },
]
