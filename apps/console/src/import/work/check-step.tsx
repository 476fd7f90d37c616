import { Alert, Button, Group } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { count } from '../../shared/format'
import { Empty } from '../../shared/states'
import { imports } from '../../texts/imports'
import { isBusy, useWorkOrder } from '../use-imports'
import type { Upload, Work } from '../use-imports'
import { useKeptImport } from '../use-kept-import'
import { cameOf } from './came'
import { Course } from './course'

const words = imports.work

/** What would come of it, before anything is written. */
export function CheckStep({ upload }: { readonly upload: Upload }) {
  const { work } = upload
  const at = `/import/${upload.import}`
  if (work === undefined)
    return (
      <Empty title={words.none} about={words.noneAbout}>
        <Button component={Link} href={`${at}/columns`} variant="light">
          {words.toColumns}
        </Button>
      </Empty>
    )
  if (work.kind === 'run')
    return (
      <Empty title={isBusy(work) ? words.importing : words.imported}>
        <Button component={Link} href={`${at}/run`} variant="light">
          {words.toRun}
        </Button>
      </Empty>
    )
  return (
    <Course upload={upload} work={work}>
      <Next upload={upload} work={work} />
    </Course>
  )
}

/** Bringing it in, just as it was tried; or trying again. */
function Next({ upload, work }: { readonly upload: Upload; readonly work: Work }) {
  const [, navigate] = useLocation()
  const { kept } = useKeptImport(upload.import)
  const run = useWorkOrder(upload.import, ({ work: begun }) =>
    navigate(`/import/${upload.import}/${begun?.kind === 'run' ? 'run' : 'check'}`),
  )
  const came = cameOf(work)
  const { manifest, counts } = work
  const isChanged = kept?.untried === true
  const canRun = counts.recorded > 0 && (came === 'good' || came === 'some') && !isChanged
  return (
    <>
      {isChanged && <Alert color="orange">{words.changed}</Alert>}
      {run.isError && (
        <Alert color="red" role="alert">
          {run.error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs" className="no-print">
        {(came === 'failed' || came === 'cancelled') && !isChanged && (
          <Button variant="default" loading={run.isPending} onClick={() => run.mutate({ verb: 'check', manifest })}>
            {words.tryAgain}
          </Button>
        )}
        <Button component={Link} href={`/import/${upload.import}/columns`} variant="default">
          {words.toColumns}
        </Button>
        {canRun && (
          <Button size="md" loading={run.isPending} onClick={() => run.mutate({ verb: 'run', manifest })}>
            {came === 'good' ? words.importNow(count(counts.recorded)) : words.importRest(count(counts.recorded))}
          </Button>
        )}
      </Group>
    </>
  )
}
