import { Anchor, Box, Button, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useMay } from '../api/session'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, momentOf } from '../shared/format'
import { useOpened } from '../shared/use-opened'
import { texts } from '../texts'
import { ProgressBar } from './progress-bar'
import { Refusals } from './refusals'
import { Stop } from './stop'
import type { Work } from './use-work'
import { nameOf } from './wording'

const words = texts.work

interface Props {
  readonly caption: string
  readonly items: readonly Work[]
  /** The campaign that goes without saying. */
  readonly within?: string
}

/** Bulk requests, each with how far it has come, what was refused of it, and the way to stop it. */
export function WorkTable({ caption, items, within }: Props) {
  const mayStop = useMay('command')
  const { opened, open, close } = useOpened('refused')
  const refused = items.find(({ work }) => work === opened?.refused)
  return (
    <>
      <DataTable
        caption={caption}
        columns={columns(within, mayStop, ({ work }) => open({ refused: work }))}
        rows={items}
        id={({ work }) => work}
      />
      {refused && <Refusals of={refused} onClose={close} />}
    </>
  )
}

const columns = (
  within: string | undefined,
  mayStop: boolean,
  onRefused: (work: Work) => void,
): readonly Column<Work>[] => [
  { title: words.what, cell: (work) => <What work={work} within={within} /> },
  {
    title: words.accepted,
    cell: ({ by, acceptedAt, reason }) => (
      <Box miw={150}>
        {by} · <time dateTime={acceptedAt}>{momentOf(acceptedAt)}</time>
        {reason !== undefined && <Text size="xs">“{reason}”</Text>}
      </Box>
    ),
  },
  { title: words.progress, cell: (work) => <ProgressBar work={work} /> },
  {
    title: words.refused,
    right: true,
    cell: (work) =>
      work.refused === 0 ? (
        '0'
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${words.refusalsOf(nameOf(work))}: ${count(work.refused)}`}
          onClick={() => onRefused(work)}
        >
          {count(work.refused)}
        </Button>
      ),
  },
  {
    title: words.state,
    cell: (work) =>
      work.phase === 'running' && mayStop ? <Stop work={work} /> : <Text size="sm">{words.phases[work.phase]}</Text>,
  },
]

function What({ work, within }: { readonly work: Work; readonly within: string | undefined }) {
  const { campaign } = work.context
  const name = nameOf(work, within)
  const cancelled = work.cancelled && (
    <Text size="xs" c="dimmed">
      {words.stoppedBy(work.cancelled.by)}
      {work.cancelled.reason !== undefined && `: “${work.cancelled.reason}”`}
    </Text>
  )
  return (
    <>
      {campaign === undefined || campaign === within ? (
        <Text fw={600}>{name}</Text>
      ) : (
        <Anchor component={Link} href={`/campaigns/${campaign}`} fw={600} inherit>
          {name}
        </Anchor>
      )}
      {cancelled}
    </>
  )
}
