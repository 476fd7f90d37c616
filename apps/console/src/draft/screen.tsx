import { useParams, useSearch } from 'wouter'
import { momentInAddress } from '../api/moment'
import { Problem } from '../api/problem'
import { useMay } from '../api/session'
import { inExecution } from '../campaign/commands/commands'
import { useCampaign } from '../campaign/use-campaign'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty, Failed } from '../shared/states'
import { texts } from '../texts'
import { ChangePlan } from './change-plan'
import { NewPlan } from './new-plan'

/** A new plan, or another version of one. */
export default function Screen() {
  const { campaign } = useParams<{ campaign?: string }>()
  const isPast = momentInAddress(useSearch()) !== undefined
  const mayWrite = useMay('command')
  if (isPast)
    return (
      <Page title={texts.draft.title}>
        <Empty title={texts.past.unchangeable} about={texts.past.unchangeableAbout} />
      </Page>
    )
  if (!mayWrite)
    return (
      <Page title={texts.draft.title}>
        <Failed error={new Problem({ status: 403, code: 'not-allowed' })} />
      </Page>
    )
  if (campaign !== undefined) return <Change campaign={campaign} />
  return (
    <Page title={texts.draft.title} about={texts.draft.about}>
      <NewPlan />
    </Page>
  )
}

function Change({ campaign }: { readonly campaign: string }) {
  const asked = useCampaign(campaign)
  const amends = asked.data !== undefined && inExecution(asked.data)
  return (
    <Page title={amends ? texts.amend.title : texts.draft.edit} about={amends ? texts.amend.about : texts.draft.about}>
      <Shown of={asked} lines={10}>
        {(document) =>
          amends || document.phase === 'draft' ? (
            <ChangePlan document={document} />
          ) : (
            <Empty title={texts.draft.edit} about={texts.refusedIn(texts.phases[document.phase])} />
          )
        }
      </Shown>
    </Page>
  )
}
