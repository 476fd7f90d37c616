import { Alert, Stack, Text } from '@mantine/core'
import { Comparison } from '../../plan/comparison'
import { isSamePlan } from '../../plan/parts'
import { Anchored } from '../../shared/anchored'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { Budget } from './budget'
import { PlanCard } from './plan-card'
import { Sendings } from './sendings'
import { Steps } from './steps'
import { Targets } from './targets'
import { Waves } from './waves'

const words = texts.campaign

export function Overview({ document }: { readonly document: Campaign }) {
  const { phase, amendment, plan, approvedPlan, evaluation } = document
  const differs = approvedPlan !== undefined && !isSamePlan(plan, approvedPlan)
  return (
    <Stack gap="lg">
      {phase === 'submitted' && (
        <Alert color="orange" title={texts.board.needs.waiting}>
          {words.approvalWaits}
        </Alert>
      )}
      {amendment && (
        <Alert color="orange" title={texts.board.needs.amendment}>
          {words.amendmentWaits(amendment.by, amendment.reason)}
        </Alert>
      )}
      {differs && (
        <Comparison
          title={texts.changes.approvedBeside}
          before={approvedPlan}
          after={plan}
          names={[texts.changes.approved, amendment ? texts.changes.proposed : texts.changes.today]}
        />
      )}
      {evaluation && (
        <Card title={words.evaluation} aside={<Text fw={600}>{words.goals[`${evaluation.goalsMet}`]}</Text>}>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{evaluation.conclusion}</Text>
        </Card>
      )}
      <div className="parts">
        <PlanCard plan={plan} />
        <Steps steps={document.steps} />
        <Anchored id="budget">
          <Budget document={document} />
        </Anchored>
        <Stack gap="lg">
          <Targets document={document} />
          <Waves document={document} />
        </Stack>
      </div>
      <Sendings campaign={document.campaign} />
    </Stack>
  )
}
