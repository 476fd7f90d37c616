import { Anchor, Checkbox, Text } from '@mantine/core'
import { Link } from 'wouter'
import { Timeline } from '../../audit/timeline/timeline'
import { Card } from '../../shared/card'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'

const words = texts.history

/** Every event of the campaign; the ways of its people where they are asked for. */
export function History({ document: { campaign } }: { readonly document: Campaign }) {
  const { get, set } = useUrlState()
  const people = get('with') === 'participants'
  return (
    <Card
      title={words.title}
      aside={
        <Anchor component={Link} href={`/audit/differences?subject=campaign/${campaign}`} size="sm">
          {texts.differences.compare}
        </Anchor>
      }
    >
      <Text c="dimmed" mb="md">
        {words.about}
      </Text>
      <Checkbox
        mb="md"
        label={texts.timeline.withParticipants}
        checked={people}
        onChange={({ currentTarget: { checked } }) => set({ with: checked ? 'participants' : undefined })}
      />
      <Timeline
        wanted={{ subject: `campaign/${campaign}`, order: 'newest', ...(people ? { with: 'participants' } : {}) }}
      />
    </Card>
  )
}
