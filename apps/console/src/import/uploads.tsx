import { Anchor, Button, Text } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { ago, momentOf } from '../shared/format'
import { More } from '../shared/more'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { imports } from '../texts/imports'
import { Removal } from './removal'
import { size } from './size'
import { stepOf } from './steps'
import { Drop } from './upload/drop'
import { isBusy, useImports } from './use-imports'
import type { UploadCard, WorkCard } from './use-imports'

const words = imports.list

/** A new file, and those that are here already. */
export function Uploads() {
  const [, navigate] = useLocation()
  const uploads = useImports()
  return (
    <Page
      wide
      title={imports.title}
      about={imports.about}
      actions={
        <Button component={Link} href="/campaigns/new/past" variant="default">
          {imports.byHand}
        </Button>
      }
    >
      <div className="sided">
        <Card title={imports.drop.title}>
          <Drop onDone={(upload) => navigate(`/import/${upload.import}/columns`)} />
        </Card>
        <Card title={words.title}>
          <Shown of={uploads} lines={4}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items)
              return items.length === 0 ? (
                <Empty title={words.empty} about={words.emptyAbout} />
              ) : (
                <DataTable caption={words.title} columns={columns} rows={items} id={(upload) => upload.import} />
              )
            }}
          </Shown>
          <More of={uploads} />
        </Card>
      </div>
    </Page>
  )
}

const stateOf = (work: WorkCard | undefined): string =>
  work === undefined
    ? words.states.none
    : words.states[work.kind][isBusy(work) ? 'busy' : (work.state as 'finished' | 'failed' | 'cancelled')]

const columns: readonly Column<UploadCard>[] = [
  {
    title: words.file,
    cell: (upload) => (
      <Anchor
        component={Link}
        href={`/import/${upload.import}/${stepOf(upload.work)}`}
        size="sm"
        fw={600}
        className="anywhere"
        style={{ display: 'inline-block', minWidth: 120 }}
      >
        {upload.name}
      </Anchor>
    ),
  },
  { title: words.state, cell: ({ work }) => stateOf(work) },
  { title: words.size, right: true, cell: ({ bytes }) => size(bytes) },
  { title: words.by, cell: ({ by }) => by },
  { title: words.uploaded, cell: ({ uploadedAt }) => <time title={momentOf(uploadedAt)}>{ago(uploadedAt)}</time> },
  { title: words.kept, cell: ({ expiresAt }) => <Text size="sm">{momentOf(expiresAt)}</Text> },
  { title: words.actions, cell: (upload) => <Removal upload={upload} /> },
]
