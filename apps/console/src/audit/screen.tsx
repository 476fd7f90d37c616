import { useParams } from 'wouter'
import { Page } from '../shared/page'
import { Tabbed } from '../shared/tabbed'
import { texts } from '../texts'
import { Differences } from './differences/differences'
import { Proof } from './proof/proof'
import { WholeTimeline } from './timeline/whole-timeline'

const words = texts.audit
const tabs = { timeline: WholeTimeline, differences: Differences, proof: Proof } as const
type Tab = keyof typeof tabs

/** What was recorded, and how it is proven. */
export default function Screen() {
  const { tab: asked = 'timeline' } = useParams<{ tab?: string }>()
  const tab = asked in tabs ? (asked as Tab) : 'timeline'
  const Content = tabs[tab]
  return (
    <Page wide title={words.title} about={words.about}>
      <Tabbed tabs={words.tabs} open={tab} at="/audit">
        <Content />
      </Tabbed>
    </Page>
  )
}
