import { useParams } from 'wouter'
import { Page } from '../shared/page'
import { Tabbed } from '../shared/tabbed'
import { texts } from '../texts'
import { FunnelStages } from './stages/stages'
import { AllocationKey, ChurnDays, TierCuts } from './values'

const words = texts.policies

const tabs = {
  'tier-cuts': TierCuts,
  'churn-days': ChurnDays,
  'allocation-key': AllocationKey,
  'funnel-stages': FunnelStages,
} as const
type Tab = keyof typeof tabs

/** What figures are reckoned by: seen by everybody, decided by those who may. */
export default function Screen() {
  const { tab = 'tier-cuts' } = useParams<{ tab?: string }>()
  const open = tab in tabs ? (tab as Tab) : 'tier-cuts'
  const Content = tabs[open]
  return (
    <Page wide title={words.title} about={words.titleAbout}>
      <Tabbed tabs={words.tabs} open={open} at="/policies">
        <Content />
      </Tabbed>
    </Page>
  )
}
