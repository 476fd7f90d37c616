import { Stack } from '@mantine/core'
import { useState } from 'react'
import { Left } from '../../audit/timeline/left'
import { CommandForm } from '../../campaign/commands/command-form'
import { useCommand } from '../../campaign/commands/use-command'
import { stageName } from '../../campaign/funnel/stage-name'
import { useCampaigns } from '../../campaign/use-campaigns'
import type { Schemas } from '../../api/client'
import { DataTable } from '../../shared/data-table'
import { Shown } from '../../shared/shown'
import { Empty } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { InForce } from '../in-force'
import { reason, revisionOf } from '../settings'
import { useStages } from '../use-policies'
import { chosenOf, rowsOf } from './rows'
import { StageRows } from './stage-rows'

const words = texts.policies
const KINDS = 'kinds-of-campaigns'
type Stages = Schemas['FunnelStagesInForce']

/** The stages of a kind of campaign; the address says of which. */
export function FunnelStages() {
  const { get, set } = useUrlState()
  const campaigns = useCampaigns()
  const kinds = [...new Set(campaigns.data?.items.map(({ kind }) => kind))].toSorted()
  const kind = get('kind') ?? kinds[0] ?? ''
  return (
    <Stack gap="lg">
      <Left
        label={words.kind}
        description={words.kindAbout}
        value={kind}
        list={KINDS}
        onLeft={(one) => set({ kind: one })}
      />
      <datalist id={KINDS}>
        {kinds.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {kind === '' ? (
        <Shown of={campaigns}>{() => <Empty title={words.noKind} about={words.kindAbout} />}</Shown>
      ) : (
        <OfKind key={kind} kind={kind} />
      )}
    </Stack>
  )
}

function OfKind({ kind }: { readonly kind: string }) {
  return (
    <Shown of={useStages(kind)}>
      {(stages) => (
        <InForce
          title={words.stagesOf(kind)}
          about={words.about['funnel-stages']}
          subject={`funnel-stages/${kind}`}
          version={stages.version}
          dialog={(onClose) => <StageForm stages={stages} onClose={onClose} />}
        >
          <DataTable
            caption={words.stagesOf(kind)}
            columns={[
              { title: texts.funnel.stage, cell: ({ stage }) => stageName(stage) },
              { title: words.begins, cell: ({ start }) => start },
              { title: words.ends, cell: ({ end }) => end },
            ]}
            rows={stages.value}
            id={({ stage }) => stage}
          />
        </InForce>
      )}
    </Shown>
  )
}

function StageForm({ stages, onClose }: { readonly stages: Stages; readonly onClose: () => void }) {
  const { kind, version, value } = stages
  const [rows, setRows] = useState(() => rowsOf(value, Object.keys(texts.funnel.stages)))
  const given = useCommand(onClose)
  return (
    <CommandForm
      said={{ title: words.stagesOf(kind), about: words.stagesAbout, label: words.set }}
      fields={[reason]}
      given={given}
      onClose={onClose}
      commandOf={({ reason: why }) => ({
        path: `policies/funnel-stages/${encodeURIComponent(kind)}/set`,
        body: { stages: chosenOf(rows), reason: why },
        ...revisionOf(version),
      })}
    >
      <StageRows rows={rows} set={setRows} error={given.error} />
    </CommandForm>
  )
}
