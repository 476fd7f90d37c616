import { Tabs } from '@mantine/core'
import { useLocation, useParams } from 'wouter'
import { Page } from '../shared/page'
import { texts } from '../texts'
import { Proof } from './proof/proof'
import { WholeTimeline } from './timeline/whole-timeline'

const words = texts.audit
const tabs = { timeline: WholeTimeline, proof: Proof } as const
type Tab = keyof typeof tabs

/** What was recorded, and how it is proven. */
export default function Screen() {
  const { tab: asked = 'timeline' } = useParams<{ tab?: string }>()
  const [, navigate] = useLocation()
  const tab = asked in tabs ? (asked as Tab) : 'timeline'
  const Content = tabs[tab]
  return (
    <Page title={words.title} about={words.about}>
      <Tabs value={tab} onChange={(next) => navigate(`/audit/${next ?? ''}`)} keepMounted={false}>
        <Tabs.List className="no-print">
          {(Object.keys(tabs) as Tab[]).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {words.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="lg">
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
