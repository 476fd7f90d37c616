import { Alert, Button, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { saveCsv } from '../api/download'
import { Chart } from '../charts/chart'
import { usePalette } from '../charts/palette'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { useNarrow } from '../shared/use-narrow'
import { texts } from '../texts'
import { besideOption } from './beside-option'
import { widest } from './compared'
import type { Compared } from './compared'

const words = texts.whatIf

/** A policy that is compared: as a question names it, and as people read it. */
export interface Other {
  readonly policy: string
  readonly name: string
}

interface Props {
  readonly title: string
  /** As of which day, in words, where that is not said elsewhere. */
  readonly when?: string
  /** Names it in the address, and its files. */
  readonly name: string
  readonly others: readonly Other[]
  readonly rows: readonly Compared[]
  readonly format: (figure: number) => string
  /** Of the API: what differs, as a table. */
  readonly csv: string
  /** Opens a figure: of which row, under which policy; the one in force where there is none. */
  readonly onOpen: (id: string, policy: string | undefined) => void
  readonly onDrop: (policy: string) => void
  readonly controls?: React.ReactNode
}

/** Figures under what is in force and, beside it, under other policies; marked, for nothing of it is so. */
export function Beside({ title, when, name, others, rows, format, csv, onOpen, onDrop, controls }: Props) {
  const palette = usePalette()
  const narrow = useNarrow()
  const names = [words.inForce, ...others.map((one) => one.name)]
  const policyAt = (at: number) => (at === 0 ? undefined : others[at - 1]?.policy)
  const most = widest(rows)
  const differs = most
    ? words.says(
        most.row.label,
        format(most.row.figures[0]!),
        format(most.row.figures[most.other]!),
        names[most.other]!,
      )
    : words.same
  return (
    <Chart
      title={title}
      name={name}
      says={when === undefined ? differs : `${when}: ${differs}`}
      option={besideOption(rows, names, format, palette, narrow)}
      height={90 + rows.length * (22 + names.length * 20)}
      aside={
        <Alert color="orange" title={words.mark} mb="sm">
          <Group justify="space-between" gap="xs">
            <Text size="sm">{words.about}</Text>
            <Group gap="xs">
              {controls}
              {others.map(({ policy, name: called }) => (
                <Button
                  key={policy}
                  size="compact-sm"
                  variant="default"
                  className="no-print"
                  rightSection={<IconX size={14} aria-hidden />}
                  aria-label={words.drop(called)}
                  onClick={() => onDrop(policy)}
                >
                  {called}
                </Button>
              ))}
            </Group>
          </Group>
        </Alert>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { title: '', cell: ({ label }: Compared) => label },
            ...names.map((called, at) => column(called, at, format, (id) => onOpen(id, policyAt(at)))),
          ]}
          rows={rows}
          id={({ id }) => id}
        />
      }
      onCsv={() => saveCsv(csv, name)}
      onClick={({ dataIndex, seriesName }) => {
        const row = rows.toReversed()[dataIndex]
        if (row) onOpen(row.id, policyAt(names.indexOf(seriesName ?? '')))
      }}
    />
  )
}

const column = (
  called: string,
  at: number,
  format: (figure: number) => string,
  open: (id: string) => void,
): Column<Compared> => ({
  title: called,
  right: true,
  cell: ({ id, label, figures }) => {
    const [figure, inForce] = [figures[at], figures[0]]
    if (figure === undefined) return '–'
    const more = inForce === undefined ? 0 : figure - inForce
    return (
      <>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={words.of(called, label, format(figure))}
          onClick={() => open(id)}
        >
          {format(figure)}
        </Button>
        {more !== 0 && (
          <Text size="xs" c="dimmed" pr={8}>
            {more > 0 ? '+' : '−'}
            {format(Math.abs(more))}
          </Text>
        )}
      </>
    )
  },
})
