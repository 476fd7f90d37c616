import { useLocation } from 'wouter'
import { useSession } from '../api/session'
import { useKept } from '../shared/use-kept'
import { texts } from '../texts'
import { PlanForm } from './plan-editor'
import { emptyForm, planOf } from './plan-form'
import type { Kept } from './kept'

/** A plan that nobody has written yet. */
export function NewPlan() {
  const [, navigate] = useLocation()
  const { data: session } = useSession()
  const { kept, keep, forget } = useKept<Kept>('draft of a new plan')
  const typed = kept?.typed ?? emptyForm(session?.actor ?? '')
  return (
    <PlanForm
      typed={typed}
      onTyped={(next) => keep({ typed: next, reason: '' })}
      label={texts.draft.save}
      command={() => ({ path: `campaigns/${typed.campaign}/draft`, body: { plan: planOf(typed) } })}
      onDone={() => {
        forget()
        navigate(`/campaigns/${typed.campaign}`)
      }}
      fixed={[]}
      isNew
    />
  )
}
