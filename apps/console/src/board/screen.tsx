import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useMay } from '../api/session'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty, Loading } from '../shared/states'
import { Unanswered } from '../shared/unanswered'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { useNeeds } from './attention/use-needs'
import { chosen } from './choice'
import { Columns } from './columns'
import { Filters } from './filters'
import { List } from './list'
import { useFunnels } from './use-funnels'
import { useCampaigns } from '../campaign/use-campaigns'
import type { CampaignCard } from '../campaign/use-campaigns'

const words = texts.board

export default function Screen() {
  const campaigns = useCampaigns()
  const mayDraft = useMay('command')
  const add = mayDraft && (
    <Button component={Link} href="/campaigns/new/draft" leftSection={<IconPlus size={18} />}>
      {words.add}
    </Button>
  )
  return (
    <Page wide title={words.title} about={words.about} actions={add}>
      <Shown of={campaigns} lines={8}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={words.empty} about={words.emptyAbout} />
          ) : (
            <Campaigns cards={items} {...(next === undefined ? {} : { more: true })} />
          )
        }
      </Shown>
    </Page>
  )
}

function Campaigns({ cards, more = false }: { readonly cards: readonly CampaignCard[]; readonly more?: boolean }) {
  const { get, set } = useUrlState()
  const choice = {
    search: get('search') ?? '',
    kind: get('kind'),
    owner: get('owner'),
    phase: get('phase'),
    needy: get('needs') === 'somebody',
    sort: get('sort') ?? '-from',
  }
  const funnels = useFunnels(cards)
  const { needs, waiting } = useNeeds(cards, funnels)
  const found = chosen(cards, choice, (campaign) => (needs.get(campaign)?.length ?? 0) > 0)
  const asTable = get('view') === 'table'
  // Who needs somebody cannot be said before both have answered.
  const isAsked = choice.needy && (funnels.isLoading || waiting.isLoading)
  const isUnknown = choice.needy && (funnels.isError || waiting.isError)
  return (
    <>
      <Filters {...{ cards, choice, set, asTable, more, found: isAsked ? undefined : found.length }} />
      <Unanswered of={funnels} said={words.funnelsUnknown} />
      <Unanswered of={waiting} said={words.waitingUnknown} />
      {isAsked ? (
        <Loading lines={8} />
      ) : found.length > 0 ? (
        asTable ? (
          <List cards={found} {...{ needs, funnels }} sort={choice.sort} onSort={(sort) => set({ sort })} />
        ) : (
          <Columns cards={found} {...{ needs, funnels }} />
        )
      ) : (
        !isUnknown && (
          <Empty title={words.none} about={words.noneAbout}>
            <Button
              variant="light"
              onClick={() =>
                set({ search: undefined, kind: undefined, owner: undefined, phase: undefined, needs: undefined })
              }
            >
              {words.clear}
            </Button>
          </Empty>
        )
      )}
    </>
  )
}
