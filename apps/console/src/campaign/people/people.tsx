import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Card } from '../../shared/card'
import { ExportCsv } from '../../shared/export-csv'
import { count } from '../../shared/format'
import { Empty, Failed, Loading } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { useTyped } from '../../shared/use-settled'
import { texts } from '../../texts'
import { PersonLink } from '../person/person-link'
import type { Campaign } from '../use-campaign'
import { answers, registrations, useParticipants } from './use-participants'
import type { Wanted } from './use-participants'
import { VirtualTable } from './virtual-table'

const words = texts.people

/** Everybody in the campaign, as far down as anybody wants to scroll. */
export function People({ document: { campaign } }: { readonly document: Campaign }) {
  const { get, set } = useUrlState()
  const wanted: Wanted = {
    answer: answers.find((one) => one === get('answer')),
    registration: registrations.find((one) => one === get('registration')),
    customer: get('customer'),
  }
  const pages = useParticipants(campaign, wanted)
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card
      title={words.title}
      aside={
        <ExportCsv
          path={`/v1/campaigns/${campaign}/participants`}
          query={{ ...wanted }}
          name={`${campaign}-participants`}
        />
      }
    >
      <Filters wanted={wanted} set={set} />
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading lines={10} />}
      {pages.data && rows.length === 0 && (
        <Empty title={words.empty} about={words.emptyAbout}>
          {wanted.customer !== undefined && <PersonLink customer={wanted.customer} />}
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <Text size="sm" c="dimmed" role="status" mb="xs">
            {words.loaded(rows.length, count(rows.length), pages.hasNextPage)}
          </Text>
          <VirtualTable
            rows={rows}
            onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
          />
        </>
      )}
    </Card>
  )
}

interface FiltersProps {
  readonly wanted: Wanted
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
}

function Filters({ wanted, set }: FiltersProps) {
  const { typed, setTyped } = useTyped(wanted.customer ?? '')
  const leave = () => set({ customer: typed.trim() })
  return (
    <Group gap="xs" mb="sm" className="no-print">
      <TextInput
        aria-label={words.find}
        placeholder={words.find}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={leave}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
        flex="1 1 200px"
        type="search"
      />
      <NativeSelect
        aria-label={words.answer}
        data={[
          { value: '', label: `${words.answer}: ${texts.common.all}` },
          ...answers.map((value) => ({ value, label: words.answers[value] })),
        ]}
        value={wanted.answer ?? ''}
        onChange={(event) => set({ answer: event.currentTarget.value })}
        w={{ base: '100%', xs: 170 }}
      />
      <NativeSelect
        aria-label={words.registration}
        data={[
          { value: '', label: `${words.registration}: ${texts.common.all}` },
          ...registrations.map((value) => ({ value, label: words.registrations[value] })),
        ]}
        value={wanted.registration ?? ''}
        onChange={(event) => set({ registration: event.currentTarget.value })}
        w={{ base: '100%', xs: 170 }}
      />
    </Group>
  )
}
