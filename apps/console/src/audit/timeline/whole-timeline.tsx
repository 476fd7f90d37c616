import { Card } from '../../shared/card'
import { Empty } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { Filters } from './filters'
import { isNamed } from './subject'
import { Timeline } from './timeline'
import type { Wanted } from './use-history'

const words = texts.timeline

/** The timeline of anything, or of the whole log; the address says of what. */
export function WholeTimeline() {
  const { get, set } = useUrlState()
  const names = ['subject', 'type', 'who', 'recordedFrom', 'recordedTo'] as const
  const given = Object.fromEntries(names.flatMap((name) => (get(name) === undefined ? [] : [[name, get(name)!]])))
  const wanted: Wanted = {
    ...given,
    ...(get('with') === 'participants' && given['subject']?.startsWith('campaign/') ? { with: 'participants' } : {}),
    order: get('order') === 'oldest' ? 'oldest' : 'newest',
  }
  return (
    <div className="sided">
      <Filters wanted={wanted} set={set} />
      <Card title={words.title}>
        {isNamed(wanted.subject) ? (
          <Timeline wanted={wanted} />
        ) : (
          <Empty title={words.unnamed} about={words.unnamedAbout} />
        )}
      </Card>
    </div>
  )
}
