import { Text } from '@mantine/core'
import { differencesOf } from '../../plan/parts'
import { nameOf, saidOf } from '../../plan/wording'
import { momentOf } from '../../shared/format'
import type { Campaign } from '../use-campaign'
import { Both, Overtaken } from './overtaken'

interface Props {
  /** As it was looked at. */
  readonly seen: Campaign
  /** As somebody else has left it. */
  readonly now: Campaign
  readonly onLooked: () => void
}

/** What somebody else has done with the campaign while somebody was about to give a command. */
export function Meanwhile({ seen, now, onLooked }: Props) {
  const changes = differencesOf(seen.plan, now.plan)
  return (
    <Overtaken onLooked={onLooked}>
      {now.steps.slice(seen.steps.length).map(({ step, by, at, note }) => (
        <Text key={`${step} ${at}`} size="sm">
          <b>{step}</b> · {by} · {momentOf(at)}
          {note !== undefined && ` · “${note}”`}
        </Text>
      ))}
      {changes.map(({ key, before, after }) => (
        <Both
          key={key}
          name={nameOf((after ?? before)!)}
          before={saidOf(before, seen.plan.currency)}
          now={saidOf(after, now.plan.currency)}
        />
      ))}
    </Overtaken>
  )
}
