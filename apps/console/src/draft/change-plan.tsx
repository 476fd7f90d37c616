import { useLocation } from 'wouter'
import type { Campaign } from '../campaign/use-campaign'
import { clashesOf, merged } from '../plan/merge'
import { isSamePlan } from '../plan/parts'
import { useKept } from '../shared/use-kept'
import { texts } from '../texts'
import { Amendment } from './amendment'
import { Conflict } from './conflict'
import { PlanForm } from './plan-editor'
import { formOf, planOf } from './plan-form'
import type { Kept } from './kept'

const foundIn = ({ campaign, plan, revision }: Campaign) => ({
  typed: formOf(campaign, plan),
  reason: '',
  found: { plan, revision },
})

/** Where nothing was typed there is nothing to lose, and what somebody else has saved is taken as it is. */
function present(kept: Kept | undefined, document: Campaign) {
  if (kept?.found === undefined) return foundIn(document)
  const { typed, reason, found } = kept
  const untouched = reason === '' && isSamePlan(planOf(typed, found.plan), found.plan)
  return untouched ? foundIn(document) : { typed, reason, found }
}

/**
 * Another version of a plan: of a draft at once, of an approved plan after somebody else has approved it. What others
 * save while somebody types is set beside what was typed.
 */
export function ChangePlan({ document }: { readonly document: Campaign }) {
  const { campaign, plan, phase, revision } = document
  const [, navigate] = useLocation()
  const { kept, keep, forget } = useKept<Kept>(`draft of ${campaign}`)
  const { typed, reason, found } = present(kept, document)
  const mine = planOf(typed, found.plan)
  const amends = phase !== 'draft'
  const meanwhile = isSamePlan(found.plan, plan) ? [] : clashesOf(found.plan, plan, mine)
  if (meanwhile.length > 0)
    return (
      <Conflict
        key={revision}
        clashes={meanwhile}
        document={document}
        onChosen={(choices) =>
          keep({ typed: formOf(campaign, merged(plan, mine, choices)), reason, found: { plan, revision } })
        }
      />
    )
  return (
    <PlanForm
      typed={typed}
      onTyped={(next) => keep({ typed: next, reason, found })}
      label={amends ? texts.amend.propose : texts.draft.save}
      command={() => ({
        path: `campaigns/${campaign}/${amends ? 'amend-plan' : 'revise-plan'}`,
        body: { plan: mine, ...(amends ? { reason } : {}) },
        revision,
      })}
      onDone={() => {
        forget()
        navigate(`/campaigns/${campaign}`)
      }}
      fixed={amends ? ['campaign', 'currency'] : ['campaign']}
    >
      {(wrong) =>
        amends && (
          <Amendment
            document={document}
            proposed={mine}
            reason={reason}
            error={wrong('reason')}
            onReason={(next) => keep({ typed, reason: next, found })}
          />
        )
      }
    </PlanForm>
  )
}
