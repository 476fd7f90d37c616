import { ActionIcon, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { stageName } from '../../campaign/funnel/stage-name'
import { messageAt } from '../../api/problem'
import { texts } from '../../texts'
import { moved } from './rows'
import type { StageRow } from './rows'

const words = texts.policies

interface Props {
  readonly rows: readonly StageRow[]
  readonly set: (rows: readonly StageRow[]) => void
  readonly error: Error | null
}

/** The stages to choose from, in order; of those that are chosen, when they begin and end. */
export function StageRows({ rows, set, error }: Props) {
  const chosen = rows.filter((row) => row.chosen)
  const none = chosen.length === 0 ? messageAt(error, 'stages') : undefined
  return (
    <Stack gap="xs" role="group" aria-label={words.stages}>
      {rows.map((row, at) => (
        <Row
          key={row.stage}
          row={row}
          error={row.chosen ? messageAt(error, `stages.${chosen.indexOf(row)}`) : undefined}
          set={(changes) => set(rows.with(at, { ...row, ...changes }))}
          move={(by) => set(moved(rows, at, by))}
        />
      ))}
      {none !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {none}
        </Text>
      )}
    </Stack>
  )
}

interface RowProps {
  readonly row: StageRow
  readonly error: string | undefined
  readonly set: (changes: Partial<StageRow>) => void
  readonly move: (by: -1 | 1) => void
}

function Row({ row: { stage, chosen, start, end }, error, set, move }: RowProps) {
  const name = stageName(stage)
  const condition = (field: 'start' | 'end', value: string) => (
    <TextInput
      size="xs"
      flex="1 1 180px"
      aria-label={words.condition[field](name)}
      placeholder={words.placeholder[field]}
      value={value}
      onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
    />
  )
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Checkbox
          label={name}
          checked={chosen}
          error={error}
          onChange={({ currentTarget }) => set({ chosen: currentTarget.checked })}
        />
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" aria-label={words.up(name)} onClick={() => move(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={words.down(name)} onClick={() => move(1)}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {chosen && (
        <Group gap={4}>
          {condition('start', start)}
          {condition('end', end)}
        </Group>
      )}
    </Stack>
  )
}
