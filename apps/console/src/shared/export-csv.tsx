import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { saveCsv } from '../api/download'
import { texts } from '../texts'

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
  return (
    <Button
      size="compact-sm"
      variant="default"
      className="no-print"
      leftSection={<IconDownload size={15} />}
      onClick={() => void saveCsv(address, name)}
    >
      {texts.common.export}
    </Button>
  )
}
