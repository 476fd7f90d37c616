import { Group, Stack, Text } from '@mantine/core'
import { refusalInWords } from '../api/problem'
import { ExportCsv } from '../shared/export-csv'
import { count } from '../shared/format'
import { More } from '../shared/more'
import { Side } from '../shared/side'
import { Failed, Loading } from '../shared/states'
import { texts } from '../texts'
import { useRefusals } from './use-work'
import type { Work } from './use-work'
import { nameOf } from './wording'

const words = texts.work

/** What of a work the rules refused, and why, each. */
export function Refusals({ of, onClose }: { readonly of: Work; readonly onClose: () => void }) {
  const pages = useRefusals(of.work)
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Side title={words.refusalsOf(nameOf(of))} onClose={onClose}>
      <Group justify="space-between" mb="sm">
        <Text className="figures">{words.refusals(count(of.refused))}</Text>
        <ExportCsv path={`/v1/work/${of.work}/refusals`} query={{}} name={`refusals-${of.work}`} />
      </Group>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading />}
      <Stack gap="xs">
        {items.map(({ index, id, code }) => (
          <div key={index}>
            <Text fw={600} className="anywhere">
              {id}
            </Text>
            <Text size="sm" c="dimmed">
              {words.place(count(index + 1))} · {refusalInWords(code, code)}
            </Text>
          </div>
        ))}
      </Stack>
      <More of={pages} />
    </Side>
  )
}
