import { Text } from '@mantine/core'
import { differencesOf } from '../../plan/parts'
import { Said } from '../../plan/said'
import { nameOf, saidOf } from '../../plan/wording'
import { momentOf } from '../../shared/format'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { Overtaken } from './overtaken'

const words = texts.conflict

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
        <div key={key}>
          <Text size="sm" fw={600}>
            {nameOf((after ?? before)!)}
          </Text>
          <Text size="sm" component="div">
            {words.before}: <Said text={saidOf(before, seen.plan.currency)} mark="old" />
          </Text>
          <Text size="sm" component="div">
            {words.now}: <Said text={saidOf(after, now.plan.currency)} mark="new" />
          </Text>
        </div>
      ))}
    </Overtaken>
  )
}
