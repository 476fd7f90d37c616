import { Checkbox, Group, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { phases } from '../shared/phase-badge'
import { texts } from '../texts'
import type { Choice } from './choice'
import type { CampaignCard } from '../campaign/use-campaigns'

const words = texts.board

interface Props {
  readonly cards: readonly CampaignCard[]
  readonly choice: Choice
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
  readonly asTable: boolean
  readonly more: boolean
  /** How many there are; undefined while that is not known. */
  readonly found: number | undefined
}

const among = (values: readonly string[]) => [...new Set(values)].toSorted()

export function Filters({ cards, choice, set, asTable, more, found }: Props) {
  const select = (name: 'kind' | 'owner' | 'phase', data: { value: string; label: string }[] | string[]) => (
    <NativeSelect
      aria-label={words[name]}
      data={[{ value: '', label: `${words[name]}: ${texts.common.all}` }, ...data]}
      value={choice[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      w={{ base: '100%', xs: 150 }}
    />
  )
  return (
    <Group gap="xs" className="no-print">
      <TextInput
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} />}
        value={choice.search}
        onChange={(event) => set({ search: event.currentTarget.value })}
        flex="1 1 270px"
        type="search"
      />
      {select('kind', among(cards.map(({ kind }) => kind)))}
      {select('owner', among(cards.map(({ owner }) => owner)))}
      {select(
        'phase',
        phases.map((value) => ({ value, label: texts.phases[value] })),
      )}
      <Checkbox
        label={words.needsSomebody}
        checked={choice.needy ?? false}
        onChange={(event) => set({ needs: event.currentTarget.checked ? 'somebody' : undefined })}
      />
      <SegmentedControl
        aria-label={words.view}
        data={[
          { value: 'board', label: words.board },
          { value: 'table', label: words.table },
        ]}
        value={asTable ? 'table' : 'board'}
        onChange={(view) => set({ view: view === 'table' ? view : undefined })}
      />
      <Text c="dimmed" size="sm" role="status">
        {found !== undefined && words.shown(found)} {more && words.more}
      </Text>
    </Group>
  )
}
