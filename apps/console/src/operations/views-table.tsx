import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count } from '../shared/format'
import { texts } from '../texts'
import type { View } from './use-operations'

const words = texts.operations

interface Props {
  readonly views: readonly View[]
  readonly mayOperate: boolean
  readonly onRebuild: (view: string) => void
  readonly onStop: (view: string) => void
  readonly onParked: (view: string) => void
}

/** How far each view has come, what waits, and the way to fill it anew. */
export function ViewsTable({ views, ...acts }: Props) {
  return <DataTable caption={words.views} columns={columns(acts)} rows={views} id={({ name }) => name} />
}

const lagOf = ({ lag: { events, more, seconds } }: View): string =>
  events === 0 ? words.fresh : words.lagOf(`${count(events)}${more ? '+' : ''}`, count(seconds))

const columns = ({ mayOperate, onRebuild, onStop, onParked }: Omit<Props, 'views'>): readonly Column<View>[] => [
  { title: words.view, cell: ({ name }) => <Text fw={600}>{name}</Text> },
  { title: words.version, right: true, cell: ({ version }) => version },
  {
    title: words.position,
    right: true,
    cell: ({ checkpoint }) => (checkpoint === undefined ? '–' : count(checkpoint)),
  },
  { title: words.lag, cell: lagOf },
  { title: words.state, cell: (view) => <State view={view} /> },
  {
    title: words.parked,
    right: true,
    cell: ({ name, parked }) => (
      <Button
        variant="subtle"
        size="compact-sm"
        {...(parked > 0 ? { color: 'red' } : {})}
        aria-label={`${words.parkedOf(name)}: ${count(parked)}`}
        onClick={() => onParked(name)}
      >
        {count(parked)}
      </Button>
    ),
  },
  ...(mayOperate
    ? [
        {
          title: words.actions,
          cell: ({ name, rebuild }: View) =>
            rebuild ? (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${words.stop}: ${name}`}
                onClick={() => onStop(name)}
              >
                {words.stop}
              </Button>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                title={words.rebuildAbout}
                aria-label={`${words.rebuild}: ${name}`}
                onClick={() => onRebuild(name)}
              >
                {words.rebuild}
              </Button>
            ),
        },
      ]
    : []),
]

function State({ view: { live, rebuild } }: { readonly view: View }) {
  if (!rebuild) return live ? words.serving : words.filling
  const said = words.rebuilding(count(rebuild.done), count(rebuild.total))
  return (
    <Stack gap={4} miw={150}>
      <Group gap={4}>{said}</Group>
      <Progress value={rebuild.total > 0 ? (rebuild.done / rebuild.total) * 100 : 0} aria-label={said} animated />
    </Stack>
  )
}
