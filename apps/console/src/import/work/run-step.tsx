import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import { Empty } from '../../shared/states'
import { imports } from '../../texts/imports'
import type { RowKind } from '../manifest'
import { useWorkOrder } from '../use-imports'
import type { Upload, Work } from '../use-imports'
import { Course } from './course'

const words = imports.work

/** Bringing it in: how far it is, what came of it, and where to look at it. */
export function RunStep({ upload }: { readonly upload: Upload }) {
  const { work } = upload
  if (work?.kind !== 'run')
    return (
      <Empty title={words.noRun} about={words.noRunAbout}>
        <Button component={Link} href={`/import/${upload.import}/check`} variant="light">
          {words.toCheck}
        </Button>
      </Empty>
    )
  return (
    <Course upload={upload} work={work}>
      <Afterwards upload={upload} work={work} />
    </Course>
  )
}

function Afterwards({ upload, work: { manifest, state, counts } }: { readonly upload: Upload; readonly work: Work }) {
  const again = useWorkOrder(upload.import)
  const places = placesOf(manifest.files.map(({ rows }) => rows))
  const source = `/audit/timeline?${new URLSearchParams({ who: `import:${manifest.source}` })}`
  return (
    <>
      {again.isError && (
        <Alert color="red" role="alert">
          {again.error.message}
        </Alert>
      )}
      {counts.recorded + counts.unchanged > 0 && (
        <Group gap="md">
          <Text fw={600}>{words.look}:</Text>
          {places.map((place) => (
            <Anchor key={place} component={Link} href={`/${place}`}>
              {words.links[place]}
            </Anchor>
          ))}
          <Anchor component={Link} href={source}>
            {words.links.timeline}
          </Anchor>
        </Group>
      )}
      <Group justify="flex-end" gap="sm" className="no-print">
        <Text size="sm" c="dimmed">
          {words.again}
        </Text>
        <Button
          variant={state === 'finished' ? 'default' : 'filled'}
          loading={again.isPending}
          onClick={() => again.mutate({ verb: 'run', manifest })}
        >
          {state === 'finished' ? words.runAgain : words.goOn}
        </Button>
      </Group>
    </>
  )
}

type Place = 'value' | 'churn' | 'campaigns'

/** The screens on which rows of these kinds appear. */
function placesOf(kinds: readonly RowKind[]): readonly Place[] {
  const isSale = (kind: RowKind) => kind === 'purchase' || kind === 'contract'
  const sales: readonly Place[] = kinds.some(isSale) ? ['value', 'churn'] : []
  const campaigns: readonly Place[] = kinds.some((kind) => !isSale(kind) && kind !== 'customer') ? ['campaigns'] : []
  return [...sales, ...campaigns]
}
