import { useLocation, useParams } from 'wouter'
import { useCampaign } from '../campaign/use-campaign'
import { useSession } from '../api/session'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { emptyForm, formOf } from './plan-form'
import { PlanForm } from './plan-editor'

const words = texts.draft

/** A new plan, or another version of one that is still a draft. */
export default function Screen() {
  const { campaign } = useParams<{ campaign?: string }>()
  return (
    <Page title={campaign === undefined ? words.title : words.edit} about={words.about}>
      {campaign === undefined ? <New /> : <Edit campaign={campaign} />}
    </Page>
  )
}

function New() {
  const [, navigate] = useLocation()
  const { data: session } = useSession()
  return (
    <PlanForm
      keptAs="plan new"
      initial={emptyForm(session?.actor ?? '')}
      commandOf={({ campaign }) => `campaigns/${campaign}/draft`}
      onDone={(campaign) => navigate(`/campaigns/${campaign}`)}
      isNew
    />
  )
}

function Edit({ campaign }: { readonly campaign: string }) {
  const [, navigate] = useLocation()
  return (
    <Shown of={useCampaign(campaign)}>
      {({ plan, revision }) => (
        <PlanForm
          keptAs={`plan ${campaign} ${revision}`}
          initial={formOf(campaign, plan)}
          before={plan}
          revision={revision}
          commandOf={() => `campaigns/${campaign}/revise-plan`}
          onDone={() => navigate(`/campaigns/${campaign}`)}
        />
      )}
    </Shown>
  )
}
