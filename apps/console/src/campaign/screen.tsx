import { Anchor, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { dayOf } from '../shared/format'
import { Page } from '../shared/page'
import { PhaseBadge } from '../shared/phase-badge'
import { Shown } from '../shared/shown'
import { Tabbed } from '../shared/tabbed'
import { Unanswered } from '../shared/unanswered'
import { texts } from '../texts'
import { Actions } from './commands/actions'
import { Desk } from './desk/desk'
import { Funnel } from './funnel/funnel'
import { History } from './history/history'
import { Overview } from './overview/overview'
import { People } from './people/people'
import { Person } from './person/person'
import { RunningWork } from './running-work'
import { useCampaign } from './use-campaign'
import type { Campaign } from './use-campaign'

const words = texts.campaign

const tabs = {
  overview: Overview,
  funnel: Funnel,
  people: People,
  desk: Desk,
  history: History,
} as const
type Tab = keyof typeof tabs

export default function Screen() {
  const { campaign = '', tab = 'overview' } = useParams<{ campaign: string; tab?: string }>()
  const asked = useCampaign(campaign)
  if (asked.data)
    return (
      <Whole document={asked.data} tab={tab in tabs ? (tab as Tab) : 'overview'}>
        <Unanswered of={asked} />
      </Whole>
    )
  return (
    <Page title={campaign}>
      <Shown of={asked} lines={8}>
        {() => undefined}
      </Shown>
    </Page>
  )
}

interface WholeProps {
  readonly document: Campaign
  readonly tab: Tab
  /** What is to be said of it. */
  readonly children: ReactNode
}

function Whole({ document, tab, children }: WholeProps) {
  const { campaign, plan, phase, takenOverFrom } = document
  const Content = tabs[tab]
  const about = (
    <Group gap="xs" mt={6}>
      <PhaseBadge phase={phase} />
      <Text c="dimmed" size="sm">
        {plan.kind} · {plan.owner} · {dayOf(plan.period.from)} – {dayOf(plan.period.to)} ({plan.period.zone})
        {takenOverFrom !== undefined && ` · ${words.takenOver(takenOverFrom)}`}
      </Text>
    </Group>
  )
  const back = (
    <Anchor component={Link} href="/campaigns" size="sm" className="no-print">
      ← {words.back}
    </Anchor>
  )
  return (
    <Page wide title={plan.name} about={about} before={back} actions={<Actions document={document} />}>
      {children}
      <RunningWork campaign={campaign} />
      <Tabbed tabs={words.tabs} open={tab} at={`/campaigns/${campaign}`}>
        <Content document={document} />
      </Tabbed>
      <Person document={document} />
    </Page>
  )
}
