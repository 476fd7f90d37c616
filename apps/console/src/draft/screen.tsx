import { useParams } from 'wouter'
import { inExecution } from '../campaign/commands/commands'
import { useCampaign } from '../campaign/use-campaign'
import { Changeable } from '../shared/changeable'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { texts } from '../texts'
import { ChangePlan } from './change-plan'
import { NewPlan } from './new-plan'

/** A new plan, or another version of one. */
export default function Screen() {
  const { campaign } = useParams<{ campaign?: string }>()
  return (
    <Changeable title={campaign === undefined ? texts.draft.title : texts.draft.edit} ability="command">
      {campaign === undefined ? (
        <Page wide title={texts.draft.title} about={texts.draft.about}>
          <NewPlan />
        </Page>
      ) : (
        <Change campaign={campaign} />
      )}
    </Changeable>
  )
}

function Change({ campaign }: { readonly campaign: string }) {
  const asked = useCampaign(campaign)
  const amends = asked.data !== undefined && inExecution(asked.data)
  return (
    <Page
      wide
      title={amends ? texts.amend.title : texts.draft.edit}
      about={amends ? texts.amend.about : texts.draft.about}
    >
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
