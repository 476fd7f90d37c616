import { Campaign } from '@ledger/campaigns'
import type { CampaignEvent } from '@ledger/campaigns'
import type { Codec, EventStore, Recorded } from '@ledger/event-sourcing'
import { LRUCache } from 'lru-cache'

/** Who approved the plan that was in force, when, and which version of it: the plan is counted each time it is written. */
export interface Approval {
  readonly by: string
  /** When it happened. */
  readonly at: string
  /** Of the event that says so. */
  readonly position: number
  /** 1 is the first draft. */
  readonly planVersion: number
  readonly planDigest: string
}

/** What is still about the plan itself, and so on nobody's approval. */
const planning: ReadonlySet<string> = new Set([
  'CampaignDrafted',
  'PlanRevised',
  'CampaignSubmitted',
  'CampaignApproved',
  'CampaignSentBack',
  'CampaignRejected',
  'PlanAmended',
  'AmendmentApproved',
  'AmendmentSentBack',
  'CampaignTakenOver',
])
const CARRIED_OUT = /^(?:campaign|desk|participation)-([^:]+)/

/** On whose approval something was done: each campaign is looked at once. */
export class Approvals {
  private readonly known = new LRUCache<string, Promise<readonly Approval[]>>({ max: 1_000 })

  constructor(
    private readonly events: EventStore,
    private readonly codec: Codec,
  ) {}

  /** The approval that was in force when a campaign was carried out; undefined for what needs none. */
  async behind({
    type,
    stream,
    position,
  }: Pick<Recorded, 'type' | 'stream' | 'position'>): Promise<Approval | undefined> {
    const campaign = CARRIED_OUT.exec(stream)?.[1]
    if (campaign === undefined || planning.has(type)) return undefined
    return (await this.of(campaign)).findLast((one) => one.position < position)
  }

  private of(campaign: string): Promise<readonly Approval[]> {
    const known = this.known.get(campaign)
    if (known) return known
    const found = this.read(campaign)
    this.known.set(campaign, found)
    return found
  }

  private async read(campaign: string): Promise<readonly Approval[]> {
    const found: Approval[] = []
    let planVersion = 0
    const stored = await Array.fromAsync(this.events.readStream(Campaign.stream({ campaign })))
    for (const event of (await this.codec.decode(stored)) as readonly (Recorded<CampaignEvent> | undefined)[]) {
      if (!event) continue
      if ('plan' in event.data) planVersion += 1
      if (event.type !== 'CampaignApproved' && event.type !== 'AmendmentApproved') continue
      const { data, metadata, position } = event
      found.push({ by: data.by, at: metadata.occurredAt, position, planVersion, planDigest: data.planDigest })
    }
    return found
  }
}
