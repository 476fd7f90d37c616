import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { Suspense } from 'react'
import { useLocation } from 'wouter'
import { arriving } from '../../shared/arriving'
import { Loading } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { imports } from '../../texts/imports'
import type { Manifest } from '../manifest'
import { isBusy, useWorkOrder } from '../use-imports'
import type { Upload } from '../use-imports'
import { useKeptImport } from '../use-kept-import'
import { Choosing } from './choosing'
import { remember } from './habits'
import { begun } from './use-mapping'

const words = imports.mapping

/** Reading and writing YAML comes with the text alone. */
const TextForm = arriving(() => import('../text/text-form'))

/** What the columns hold: by choosing, or as the text of a manifest. */
export function ColumnsStep({ upload }: { readonly upload: Upload }) {
  const { get, set } = useUrlState()
  const { kept, keep } = useKeptImport(upload.import)
  const [, navigate] = useLocation()
  const start = useWorkOrder(upload.import, ({ work }) => {
    if (work) remember(work.manifest)
    keep({ ...kept, untried: false })
    navigate(`/import/${upload.import}/check`)
  })
  const before = kept?.like ?? upload.work?.manifest
  const isMore = before !== undefined && begun(upload, kept) === undefined
  const asText = kept?.text !== undefined || isMore || get('as') === 'text'
  const toForm = () => {
    // A text that can be chosen is chosen already; one that cannot is left only when somebody says so.
    if (kept?.text !== undefined && kept.mapping === undefined) return
    const { text: _, ...rest } = kept ?? {}
    keep(rest)
    set({ as: undefined })
  }
  const shared = {
    upload,
    kept,
    keep,
    error: start.error,
    isStarting: start.isPending,
    isBusy: isBusy(upload.work),
    onStart: (manifest: Manifest) => start.mutate({ verb: 'check', manifest }),
  }
  return (
    <Stack gap="lg">
      <Group gap="sm" className="no-print">
        <Text fw={600} id="say-it">
          {words.as}
        </Text>
        <SegmentedControl
          aria-labelledby="say-it"
          data={[
            { value: 'form', label: words.form },
            { value: 'text', label: words.text },
          ]}
          value={asText ? 'text' : 'form'}
          onChange={(next) => (next === 'text' ? set({ as: 'text' }) : toForm())}
        />
      </Group>
      {asText ? (
        <Suspense fallback={<Loading lines={10} />}>
          <TextForm {...shared} before={before} onForm={() => set({ as: undefined })} />
        </Suspense>
      ) : (
        <Choosing {...shared} />
      )}
    </Stack>
  )
}
