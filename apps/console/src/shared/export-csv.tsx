import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { saveCsv } from '../api/download'
import { texts } from '../texts'
import { Wrong } from './wrong'

interface Props {
  /** Of the API; what is undefined is not asked for. */
  readonly path: string
  readonly query: Readonly<Record<string, string | number | undefined>>
  /** Of the file, without its ending. */
  readonly name: string
}

/** Takes away all of what a list shows the beginning of. */
export function ExportCsv({ path, query, name }: Props) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const address = `${path}?${new URLSearchParams(given.map(([field, value]) => [field, String(value)]))}`
  const { mutate, isPending, error } = useMutation({ mutationFn: () => saveCsv(address, name) })
  return (
    <Group gap="sm" className="no-print">
      <Wrong error={error} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={15} />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {texts.common.export}
      </Button>
    </Group>
  )
}
