import type { CampaignCard } from '../campaign/use-campaigns'

/** What of the campaigns is wanted; stands in the address. */
export interface Choice {
  readonly search: string
  readonly kind?: string | undefined
  readonly owner?: string | undefined
  readonly phase?: string | undefined
  /** Only those that need somebody. */
  readonly needy?: boolean
  /** A field, with `-` before it for descending. */
  readonly sort: string
}

const fields: Readonly<Record<string, (card: CampaignCard) => string | number>> = {
  name: ({ name }) => name.toLowerCase(),
  from: ({ period }) => period.from,
  owner: ({ owner }) => owner,
  kind: ({ kind }) => kind,
  phase: ({ phase }) => phase,
  budget: ({ budget }) => budget,
  committed: ({ committed }) => committed,
  spent: ({ spent }) => spent,
  changedAt: ({ changedAt }) => changedAt,
}

/** Those that match, in order. */
export function chosen(
  cards: readonly CampaignCard[],
  { search, kind, owner, phase, needy = false, sort }: Choice,
  isNeedy: (campaign: string) => boolean = () => false,
) {
  const words = search.toLowerCase()
  const matching = cards.filter(
    (card) =>
      (kind === undefined || card.kind === kind) &&
      (owner === undefined || card.owner === owner) &&
      (phase === undefined || card.phase === phase) &&
      (!needy || isNeedy(card.campaign)) &&
      `${card.name} ${card.campaign} ${card.owner}`.toLowerCase().includes(words),
  )
  const down = sort.startsWith('-')
  const field = fields[down ? sort.slice(1) : sort] ?? fields['from']!
  const order = (a: CampaignCard, b: CampaignCard) => compare(field(a), field(b)) || compare(a.campaign, b.campaign)
  return matching.toSorted((a, b) => (down ? order(b, a) : order(a, b)))
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
