import { Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { count, momentOf, percent } from '../../shared/format'
import { Figure } from '../../shared/figure'
import { imports } from '../../texts/imports'
import { useWorkOrder } from '../use-imports'
import type { Upload, Work } from '../use-imports'

const words = imports.work

interface Props {
  readonly upload: Upload
  readonly work: Work
}

/** How far a dry run or an import has come, and a way to stop it. */
export function UnderWay({ upload, work: { kind, state, progress, counts, startedAt, tries } }: Props) {
  const stop = useWorkOrder(upload.import)
  const share = progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : 0
  const title = state === 'running' ? (kind === 'check' ? words.checking : words.running) : words[state as 'waiting']
  return (
    <Card title={title}>
      <Stack gap="md">
        <Progress value={share * 100} animated aria-label={title} size="lg" />
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" className="figures" role="status">
            {words.read(percent(share), count(counts.rows))}
            {startedAt !== undefined && ` · ${words.since(momentOf(startedAt))}`}
          </Text>
          <Button
            variant="default"
            loading={stop.isPending}
            disabled={state === 'cancelling'}
            {...(kind === 'run' ? { title: words.cancelAbout } : {})}
            onClick={() => stop.mutate({ verb: 'cancel' })}
          >
            {words.cancel}
          </Button>
        </Group>
        {stop.isError && (
          <Text role="alert" c="var(--mantine-color-error)">
            {stop.error.message}
          </Text>
        )}
        <CountsOf kind={kind} counts={counts} />
        {tries > 1 && <Text size="sm">{words.tries}</Text>}
      </Stack>
    </Card>
  )
}

interface CountsProps extends Pick<Work, 'kind' | 'counts'> {
  /** Nothing of it is read ahead any more. */
  readonly isEnded?: boolean
}

/** What became of the rows, in figures. */
export function CountsOf({ kind, counts, isEnded = false }: CountsProps) {
  const { rows, passedOver, recorded, unchanged, rejected } = counts
  const { figures } = words
  const taken = rows - passedOver - rejected
  return (
    <SimpleGrid cols={{ base: 2, sm: 4, lg: passedOver > 0 ? 5 : 4 }}>
      <Figure label={figures.rows} value={count(rows)} />
      <Figure
        label={kind === 'check' ? figures.wouldBe : figures.recorded}
        value={count(recorded)}
        {...(isEnded && unchanged === 0 && recorded < taken ? { about: words.itemsAbout(count(taken)) } : {})}
      />
      <Figure label={figures.unchanged} value={count(unchanged)} />
      <Figure label={figures.rejected} value={count(rejected)} />
      {passedOver > 0 && <Figure label={figures.passedOver} value={count(passedOver)} />}
    </SimpleGrid>
  )
}
