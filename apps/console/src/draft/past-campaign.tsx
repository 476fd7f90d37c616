import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useLocation } from 'wouter'
import { useSession } from '../api/session'
import type { Schemas } from '../api/client'
import { Card } from '../shared/card'
import { Changeable } from '../shared/changeable'
import { Page } from '../shared/page'
import { useKept } from '../shared/use-kept'
import { texts } from '../texts'
import { PlanForm } from './plan-editor'
import { emptyForm, planOf } from './plan-form'
import type { Typed } from './plan-form'

const words = texts.pastCampaign
type Phase = Schemas['TakeOverCampaign']['phase']
const phases: readonly Phase[] = ['running', 'underway', 'held', 'evaluated']

/** A campaign that went on before the ledger knew of it, taken over by hand: no approval is pretended. */
export default function Screen() {
  return (
    <Changeable title={words.title} ability="take-over">
      <Page wide title={words.title} about={words.about}>
        <PastPlan />
      </Page>
    </Changeable>
  )
}

/** What somebody has typed of it. */
interface Kept {
  readonly typed: Typed
  readonly phase: Phase
  readonly source: string
}

function PastPlan() {
  const [, navigate] = useLocation()
  const { data: session } = useSession()
  const { kept, keep, forget } = useKept<Kept>('campaign of the past')
  const now = kept ?? { typed: emptyForm(session?.actor ?? ''), phase: 'evaluated', source: '' }
  const { typed, phase, source } = now
  return (
    <PlanForm
      typed={typed}
      onTyped={(next) => keep({ ...now, typed: next })}
      label={words.takeOver}
      command={() => ({ path: `campaigns/${typed.campaign}/take-over`, body: { plan: planOf(typed), phase, source } })}
      onDone={() => {
        forget()
        navigate(`/campaigns/${typed.campaign}`)
      }}
      fixed={[]}
      isNew
    >
      {(wrong) => (
        <Card title={words.where}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={words.phase}
              data={phases.map((value) => ({ value, label: texts.phases[value] }))}
              value={phase}
              error={wrong('phase')}
              onChange={({ currentTarget: { value } }) => keep({ ...now, phase: value as Phase })}
            />
            <TextInput
              label={texts.commands.fields.source}
              value={source}
              error={wrong('source')}
              required
              onChange={({ currentTarget: { value } }) => keep({ ...now, source: value })}
            />
          </SimpleGrid>
        </Card>
      )}
    </PlanForm>
  )
}
