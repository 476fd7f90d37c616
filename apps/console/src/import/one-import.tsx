import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { isProblem } from '../api/client'
import { momentOf } from '../shared/format'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { Tabbed } from '../shared/tabbed'
import { imports } from '../texts/imports'
import { ColumnsStep } from './mapping/columns-step'
import { size } from './size'
import { isStep, stepOf } from './steps'
import { useImport } from './use-imports'
import type { Upload } from './use-imports'
import { CheckStep } from './work/check-step'
import { RunStep } from './work/run-step'

const contents = { columns: ColumnsStep, check: CheckStep, run: RunStep } as const

interface Props {
  readonly id: string
  readonly step: string | undefined
}

/** One upload on its way in, step by step. */
export function OneImport({ id, step }: Props) {
  const upload = useImport(id)
  const { data } = upload
  return (
    <Page
      wide
      title={data?.name ?? imports.title}
      about={data && `${size(data.bytes)} · ${imports.list.kept} ${momentOf(data.expiresAt)}`}
      before={
        <Anchor component={Link} href="/import" size="sm" className="no-print">
          {imports.back}
        </Anchor>
      }
    >
      {isProblem(upload.error, 'import-unknown') ? (
        <Empty title={imports.unknown} />
      ) : (
        <Shown of={upload}>{(found) => <Steps upload={found} step={step} />}</Shown>
      )}
    </Page>
  )
}

function Steps({ upload, step }: { readonly upload: Upload; readonly step: string | undefined }) {
  const open = isStep(step) ? step : stepOf(upload.work)
  const Content = contents[open]
  return (
    <Tabbed tabs={imports.steps} open={open} at={`/import/${upload.import}`}>
      <Content upload={upload} />
    </Tabbed>
  )
}
