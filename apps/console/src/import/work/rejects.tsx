import { Button, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { saveCsv } from '../../api/download'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { count } from '../../shared/format'
import { Wrong } from '../../shared/wrong'
import { imports } from '../../texts/imports'
import { Drop } from '../upload/drop'
import type { Reject, Upload, Work } from '../use-imports'
import { beginLike } from '../use-kept-import'
import { wordsOf } from './words'

const words = imports.rejects

interface Props {
  readonly upload: Upload
  readonly work: Work
}

/** The rows that were not taken: why, how many of each, all of them to take away, and the way back in when they are mended. */
export function Rejects({ upload, work }: Props) {
  const [, navigate] = useLocation()
  const { rejects, reasons, counts, manifest } = work
  const download = useMutation({
    mutationFn: () => saveCsv(`/v1/imports/${upload.import}/rejects`, `${upload.name.replace(/\..*$/, '')}.rejects`),
  })
  const button = (
    <Button
      variant="default"
      className="no-print"
      leftSection={<IconDownload size={16} />}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      {words.download}
    </Button>
  )
  return (
    <Card title={words.title} aside={button}>
      <Stack gap="lg">
        <Wrong error={download.error} />
        <DataTable
          caption={words.reasons}
          columns={reasonColumns}
          rows={Object.entries(reasons).toSorted(([, a], [, b]) => b - a)}
          id={([code]) => code}
        />
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {words.first(rejects.length, count(counts.rejected))}
          </Text>
          <DataTable
            caption={words.title}
            columns={rejectColumns}
            rows={rejects.map((reject, at) => ({ ...reject, at }))}
            id={({ at }) => String(at)}
          />
        </div>
        <Stack gap="xs" className="no-print">
          <Text size="sm">{words.mend}</Text>
          <Drop
            label={words.mended}
            onDone={(mended) => {
              beginLike(mended.import, manifest)
              navigate(`/import/${mended.import}/columns`)
            }}
          />
        </Stack>
      </Stack>
    </Card>
  )
}

const reasonColumns: readonly Column<readonly [code: string, rows: number]>[] = [
  { title: words.reason, cell: ([code]) => <strong>{wordsOf(code)[0]}</strong> },
  { title: words.rows, right: true, cell: ([, rows]) => count(rows) },
  { title: words.advice, cell: ([code]) => wordsOf(code)[1] },
]

const rejectColumns: readonly Column<Reject & { at: number }>[] = [
  { title: words.line, right: true, cell: ({ line }) => count(line) },
  { title: words.reason, cell: ({ code }) => wordsOf(code)[0] },
  {
    title: words.said,
    cell: ({ message, raw }) => (
      <>
        {message}
        {raw !== undefined && (
          <Text size="xs" c="dimmed" className="anywhere">
            {raw}
          </Text>
        )}
      </>
    ),
  },
]
