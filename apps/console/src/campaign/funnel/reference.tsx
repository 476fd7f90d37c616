import { NativeSelect } from '@mantine/core'
import { Unanswered } from '../../shared/unanswered'
import { useCampaigns } from '../use-campaigns'
import type { CampaignCard } from '../use-campaigns'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { SAME_KIND } from './use-reference'

const words = texts.funnel
/** As many as the reference of a kind is taken from. */
const MOST_SOURCES = 50

interface Props {
  readonly document: Campaign
  readonly chosen: string | undefined
  readonly onChoose: (reference: string) => void
}

/** What the rates are compared with: the campaigns of the same kind that are over, or another one of them; those that are over come first. */
export function ReferenceChoice({ document: { campaign, plan }, chosen, onChoose }: Props) {
  const campaigns = useCampaigns()
  const hasBegun = ({ begunAt, takenOverFrom }: CampaignCard) => begunAt !== undefined || takenOverFrom !== undefined
  const alike =
    campaigns.data?.items.filter((one) => one.campaign !== campaign && one.kind === plan.kind && hasBegun(one)) ?? []
  const isOver = ({ phase }: CampaignCard) => phase === 'held' || phase === 'evaluated'
  const over = alike.filter(isOver)
  const ordered = [...over, ...alike.filter((one) => !isOver(one))]
  const unknown = <Unanswered of={campaigns} said={words.othersUnknown} />
  if (ordered.length === 0 && chosen === undefined) return unknown
  const ofKind = { value: SAME_KIND, label: words.comparedWithKind(Math.min(over.length, MOST_SOURCES)) }
  const listed = [
    { value: '', label: words.noReference },
    ...(over.length > 0 || chosen === SAME_KIND ? [ofKind] : []),
    ...ordered.map(({ campaign: value, name }) => ({ value, label: words.comparedWith(name) })),
  ]
  const isListed = listed.some(({ value }) => value === (chosen ?? ''))
  return (
    <>
      {unknown}
      <NativeSelect
        aria-label={words.reference}
        className="no-print"
        data={isListed ? listed : [...listed, { value: chosen ?? '', label: words.comparedWith(chosen ?? '') }]}
        value={chosen ?? ''}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      />
    </>
  )
}
