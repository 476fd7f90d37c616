import { Alert, Textarea } from '@mantine/core'
import type { Campaign } from '../campaign/use-campaign'
import { Comparison } from '../plan/comparison'
import type { Plan } from '../plan/parts'
import { Card } from '../shared/card'
import { texts } from '../texts'

const words = texts.amend

interface Props {
  readonly document: Campaign
  readonly proposed: Plan
  readonly reason: string
  readonly error: string | undefined
  readonly onReason: (reason: string) => void
}

/** What a change of an approved plan needs beside the plan: why, and a look at what it changes. */
export function Amendment({ document: { approvedPlan, plan, amendment }, proposed, reason, error, onReason }: Props) {
  return (
    <>
      {amendment && <Alert color="orange">{words.pending(amendment.by)}</Alert>}
      <Comparison
        title={words.preview}
        before={approvedPlan ?? plan}
        after={proposed}
        names={[texts.changes.approved, texts.changes.proposed]}
      />
      <Card title={words.reason}>
        <Textarea
          name="reason"
          aria-label={words.reason}
          description={words.reasonAbout}
          value={reason}
          error={error}
          required
          autosize
          minRows={3}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </Card>
    </>
  )
}
